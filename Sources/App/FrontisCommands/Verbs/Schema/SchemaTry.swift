import ArgumentParser
import ECMAScript
import Foundation
import Frontmatter
import JavaScript
import Schemas
import SiteScripts
import Values

/// `frontis schema try`: lines of schemas and inputs in, lines of answers out.
struct SchemaTry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Parse values with schemas, line by line.",
    usage: """
      echo '{"id": 1, "schema": "z.email()", "input": "a@example"}' | frontis schema try
      frontis schema try --zod 3 < trials.ndjson
      """,
    discussion: """
      Each line of standard input is {"id", "schema", "input"}: a TypeScript expression that uses \
      z, image or reference, and a value in which tagged objects stand for what JSON cannot hold. \
      Each is answered in order with {"id", "ok": true, "output"}, {"id", "ok": false, "issues"}, \
      or {"id", "throws", "phase"}, where phase is construct or parse. Where safeParseAsync, \
      which Astro uses, gives something else than safeParse, "async" has that.
      """
  )

  @Option(help: "Which Zod: 3 as in Astro 5 and before, or 4 as in Astro 6 and later.")
  var zod = 4

  func validate() throws {
    guard zod == 3 || zod == 4 else { throw ValidationError("--zod is 3 or 4") }
  }

  func run() async throws {
    let world = World.current()
    let evaluation = SiteEvaluation(
      surroundings: SiteSurroundings(
        root: world.currentFolder,
        astroMajor: zod == 4 ? 7 : 5
      ),
      cacheFolder: "\(world.cacheFolder)/config",
      version: Version.text,
      environment: world.variables
    )
    let trial: SchemaTrial
    do {
      trial = try SchemaTrial(evaluation)
    } catch {
      throw CommandFailure(message: error.message, status: ExitStatus.fault.rawValue)
    }
    var isMalformed = false
    var number = 0
    for line in StandardInput() {
      number += 1
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      do {
        let asked = try Trial(line: line)
        let answer = await trial.answer(asked.schema, asked.input)
        StandardOutput.write(JSONText.write(Self.value(of: answer, id: asked.id)) + "\n")
      } catch {
        isMalformed = true
        let reason = "line \(number) is not a trial: \(error.reason)"
        let answer: Value = ["id": nil, "throws": .string(reason), "phase": "construct"]
        StandardOutput.write(JSONText.write(answer) + "\n")
      }
    }
    if isMalformed { throw ExitStatus.usage }
  }
}

// MARK: - Lines

extension SchemaTry {
  private struct Trial {
    let id: Value
    let schema: String
    let input: Value

    struct Malformed: Error {
      let reason: String
    }

    init(line: String) throws(Malformed) {
      let fields: ObjectValue?
      do {
        fields = try JSONReader.value(of: Array(line.utf8)).objectValue
      } catch {
        throw Malformed(reason: error.reason)
      }
      guard let fields else { throw Malformed(reason: "it is no object") }
      guard let schema = fields["schema"]?.stringValue else {
        throw Malformed(reason: "'schema' is not a text")
      }
      id = fields["id"] ?? .null
      self.schema = schema
      input = fields["input"].map(TypedCoder.standard.decode) ?? .undefined
    }
  }

  private static func value(of answer: SchemaTrial.Answer, id: Value) -> Value {
    var fields = ObjectValue([("id", id)])
    for (key, value) in self.fields(of: answer.outcome) { fields[key] = value }
    if let later = answer.asynchronous { fields["async"] = .object(self.fields(of: later)) }
    return .object(fields)
  }

  private static func fields(of outcome: SchemaTrial.Outcome) -> ObjectValue {
    switch outcome {
    case .parsed(.success(let output)):
      return ["ok": true, "output": TypedCoder.standard.encode(output)]
    case .parsed(.failure(let issues)):
      let list = issues.map { TypedCoder.standard.encode($0.value) }
      return ["ok": false, "issues": .array(list.map(withErrors))]
    case .threw(let message, let phase):
      return ["throws": .string(message), "phase": .string(phase.rawValue)]
    }
  }

  /// Zod 3's errors inside issues stand as `{"$zodError": issues}`.
  private static func withErrors(_ value: Value) -> Value {
    switch value {
    case .array(let items): return .array(items.map(withErrors))
    case .object(let object):
      if object["name"] == "ZodError", let issues = object["issues"] {
        return ["$zodError": withErrors(issues)]
      }
      return .object(ObjectValue(object.map { ($0.key, withErrors($0.value)) }))
    default: return value
    }
  }
}
