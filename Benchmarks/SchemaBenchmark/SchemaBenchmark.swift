import ECMAScript
import Foundation
import JavaScript
import Schemas
import SiteScripts
import Synchronization
import Values

/// Answers the questions of `run.mjs`, a line each, with a line of JSON.
///
/// `SchemaBenchmark SCHEMAS VALUES`: the schemas are a function of `z`, the values a JSON array with
/// tagged dates.
@main
struct SchemaBenchmark {
  /// A schema and the functions that it calls.
  private struct Subject {
    var schema: Schema
    var callbacks: any SchemaCallbacks
  }

  private let runtime: JavaScriptRuntime
  private let bridge: SchemaBridge
  private var subjects: [String: Subject] = [:]
  /// The values, as many together as are held against a schema at one stroke.
  private var batches: [[Value]] = []
  private var results: [Results] = []

  private typealias Results = [Result<ParseOutcome, SchemaError>]

  /// As many as a scan of files takes at once.
  private static let batchSize = 64

  static func main() async throws {
    var benchmark = try Self(
      schemas: CommandLine.arguments[1],
      values: CommandLine.arguments[2]
    )
    // Not to the end of input: when that comes after an interrupted call, `readLine` waits for ever.
    while let line = readLine(), line != "end" {
      let words = line.split(separator: " ").map { String($0) }
      print(JSONText.write(try await benchmark.answer(words)))
      fflush(nil)
    }
  }

  private init(schemas: String, values: String) throws {
    runtime = JavaScriptRuntime(limits: .init(time: .seconds(60), memory: 4 << 30))
    bridge = try SchemaBridge(runtime: runtime)
    let source = try String(contentsOfFile: schemas, encoding: .utf8)
    let made = try runtime.evaluate("(\(source))(__frontisZod.zod4)").objectValue
    for (name, schema) in made ?? ObjectValue() {
      guard case .foreign(let recorded) = schema else { continue }
      let description = try bridge.expose(recorded)
      let number = Int(description.objectValue?["number"]?.numberValue ?? 0)
      subjects[name] = Subject(
        schema: try bridge.schema(description),
        callbacks: bridge.callbacks(of: number)
      )
    }
    try runtime.setGlobal("text", .string(String(contentsOfFile: values, encoding: .utf8)))
    let read = try runtime.evaluate("JSON.parse(text)")
    let decoded = TypedCoder.standard.decode(read).arrayValue ?? []
    batches = stride(from: 0, to: decoded.count, by: Self.batchSize).map { start in
      decoded[start..<min(start + Self.batchSize, decoded.count)].map(Self.laidOut)
    }
  }

  /// A copy whose parts stand one after another in memory, as a reader of files makes them.
  private static func laidOut(_ value: Value) -> Value {
    switch value {
    case .string(let text): .string(String(decoding: Array(text.utf8), as: UTF8.self))
    case .array(let items): .array(items.map(laidOut))
    case .object(let object):
      .object(ObjectValue(shape: object.shape, values: object.values.map(laidOut)))
    default: value
    }
  }

  private mutating func answer(_ words: [String]) async throws -> Value {
    switch (words.first, words.last) {
    case ("validate", let name?):
      ["microseconds": .number(try validate(name, onAllCores: false))]
    case ("validate-all", let name?):
      ["microseconds": .number(try validate(name, onAllCores: true))]
    case ("outputs", _): outputs
    case ("configuration", let site?): try await configuration(site)
    default: .null
    }
  }

  /// Microseconds for each value, on one core or, as `frontis check` does it, on all.
  private mutating func validate(_ name: String, onAllCores isParallel: Bool) throws -> Double {
    guard let subject = subjects[name] else { return .nan }
    let batches = batches
    let found = Mutex([Results](repeating: [], count: batches.count))
    let start = ContinuousClock.now
    if isParallel {
      DispatchQueue.concurrentPerform(iterations: batches.count) { index in
        let results = subject.schema.parse(batches[index]) { _ in subject.callbacks }
        found.withLock { $0[index] = results }
      }
    } else {
      for index in batches.indices {
        let results = subject.schema.parse(batches[index]) { _ in subject.callbacks }
        found.withLock { $0[index] = results }
      }
    }
    let time = ContinuousClock.now - start
    results = found.withLock { $0 }
    return time / .microseconds(batches.reduce(0) { $0 + $1.count })
  }

  /// What came of the last round, null for what does not fit.
  private var outputs: Value {
    .array(
      results.joined().map { result in
        guard case .success(.success(let output)) = result else { return .null }
        return TypedCoder.standard.encode(output)
      }
    )
  }

  /// Milliseconds to read a site's content config, first from nothing, then from the cache.
  private func configuration(_ root: String) async throws -> Value {
    let evaluation = SiteEvaluation(
      surroundings: SiteSurroundings(root: root, astroMajor: 7),
      cacheFolder: root + "-cache",
      version: "benchmark",
      environment: ProcessInfo.processInfo.environment
    )
    let loader = SiteConfigurationLoader(evaluation)
    var times: [Double] = []
    for _ in 0..<6 {
      let start = ContinuousClock.now
      let configuration = await loader.load("src/content.config.ts")
      times.append((ContinuousClock.now - start) / .milliseconds(1))
      guard configuration.collections.count == 60 else { return .null }
    }
    return ["cold": .number(times[0]), "cached": .number(times[1...].sorted()[2])]
  }
}
