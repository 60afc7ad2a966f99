import Content
import Dispatch
import Synchronization
import Testing

struct WorkQueueTests {
  @Test(arguments: [1, 2, 16]) func `what is found is taken once, whoever is faster`(width: Int)
    async
  {
    let seen = Mutex<[Int]>([])
    await WorkQueue<Int>.run(width: width) { queue in
      for number in 0..<1_000 { queue.add(number) }
    } work: { queue in
      while let number = queue.take() { seen.withLock { $0.append(number) } }
    }
    #expect(seen.withLock { $0.sorted() } == Array(0..<1_000))
  }

  @Test func `once a thread had to wait for the disk, no other asks`() async {
    let asked = Mutex<[Bool]>([])
    let answers = Mutex<[Bool]>([])
    await WorkQueue<Int>.run(width: 4) { queue in
      for number in 0..<100 { queue.add(number) }
    } work: { queue in
      while let number = queue.take() {
        let waits = queue.waitsForDisk {
          let isCached = number < 20
          asked.withLock { $0.append(isCached) }
          return isCached
        }
        answers.withLock { $0.append(waits) }
      }
    }
    // As many as asked before the first had its answer.
    #expect((1...4).contains(asked.withLock { $0.count { !$0 } }))
    #expect(answers.withLock { $0.count { $0 } } >= 80)
  }

  @Test func `a queue ends once, whenever it is cancelled`() async {
    for _ in 0..<2_000 {
      let running = Task {
        await WorkQueue<Int>.run(Array(0..<64)) { queue in while queue.take() != nil {} }
      }
      running.cancel()
      await running.value
    }
  }

  @Test func `a queue in which nothing was found ends`() async {
    await WorkQueue<Int>.run { _ in
    } work: { queue in
      while queue.take() != nil { Issue.record("there is nothing") }
    }
  }

  @Test func `a cancelled queue leaves the rest`() async {
    let count = Atomic<Int>(0)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let isCancelled = DispatchSemaphore(value: 0)
    let running = Task {
      await WorkQueue<Int>.run(width: 1) { queue in
        for number in 0..<1_000 { queue.add(number) }
      } work: { queue in
        while queue.take() != nil {
          count.wrappingAdd(1, ordering: .relaxed)
          start.yield()
          isCancelled.wait()
        }
      }
    }
    for await _ in started { break }
    running.cancel()
    isCancelled.signal()
    await running.value
    #expect(count.load(ordering: .relaxed) == 1)
  }
}
