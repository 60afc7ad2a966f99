import Content
import Testing

@testable import Sites

@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct EntryGlanceTests {
  @Test func `what is told at a glance is what a closer look says`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open(usesIndex: false)
    let snapshot = await site.refresh()
    let known = try #require(await site.known())
    var plainCount = 0
    for (place, plan) in known.configuration.plans.enumerated() where plan.isWhole {
      let glance = EntryGlance(plan)
      for entry in try #require(snapshot[collection: plan.name]).entries {
        let read = try FileReading.whole("\(folder.root)/\(entry.file)")
        let path = String(entry.file.dropFirst(plan.base.count + 1))
        let record = known.check.record(
          of: entry.file,
          path,
          plan: place,
          read.bytes,
          isWhole: true
        )
        var closer = try #require(record.entries.first)
        let isPlain =
          record.entries.count == 1 && record.problems.isEmpty && closer.problems.isEmpty
          && closer.references.isEmpty
        let data = known.check.document(read.bytes, file: entry.file, plan).data
        if glance.isPlain(data) {
          plainCount += 1
          #expect(isPlain, "\(entry.file)")
        }
        // What others say of it is known only when all were read.
        closer.problems = entry.problems
        #expect(EntrySummary(closer, file: entry.file) == entry)
      }
    }
    #expect(plainCount > 10)
  }
}
