import ActionCalling
import Actions
import ArgumentParser
import ECMAScript
import Foundation
import Frontmatter
import Values

/// `frontis call`: one action of a running server.
struct Call: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Call one of a site's actions.",
    usage: """
      frontis call newsletter.subscribe --json '{"email": "a@example.com"}'
      frontis call contact.send --form name=Ada --form message=Hello
      frontis call frontis.rebuild
      """,
    discussion: "Exits with 1 when the action fails, and with 2 when no server answers."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The action's name, as newsletter.subscribe.")
  var name: String

  @Option(help: "The server, as http://127.0.0.1:4322.")
  var url = "http://127.0.0.1:\(Serve.standardPort)"

  @Option(help: "The input as JSON; - reads it from standard input.")
  var json: String?

  @Option(help: "A field of a form, as key=value; may be given several times.")
  var form: [String] = []

  @Option(help: "How to print the answer: text or json.")
  var format: Format = .text

  @Flag(help: "Read and write what JSON cannot hold as tagged objects.")
  var typed = false

  func validate() throws {
    guard json == nil || form.isEmpty else {
      throw ValidationError("give --json or --form, not both")
    }
    if let wrong = form.first(where: { !$0.contains("=") }) {
      throw ValidationError("'\(wrong)' is not key=value")
    }
  }

  func run() async throws {
    let world = World.current()
    let token = URL(string: url)?.port.flatMap {
      ServerToken(folder: world.stateFolder).read(port: $0)
    }
    let client = ActionClient(base: url, token: token)
    if name == "frontis.rebuild" { return try await rebuild(client) }
    guard let action = ActionName(name) else {
      throw CommandFailure(message: "'\(name)' is not the name of an action")
    }
    do {
      try report(try await client.call(action, input()))
    } catch let error as TransportError {
      throw CommandFailure(message: error.description)
    }
  }
}

// MARK: - Input

extension Call {
  private func input() throws -> ActionInput {
    if !form.isEmpty {
      return .form(
        FormData(
          form.map { field in
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return FormData.Entry(name: String(parts[0]), content: .text(String(parts[1])))
          }
        )
      )
    }
    guard let json else { return .value(.undefined) }
    let bytes =
      json == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : Array(json.utf8)
    do {
      let value = try JSONReader.value(of: bytes)
      return .value(typed ? TypedCoder.standard.decode(value) : value)
    } catch {
      throw CommandFailure(message: "the input is not JSON: \(error.reason)")
    }
  }
}

// MARK: - Answer

extension Call {
  private func report(_ answer: ActionAnswer) throws {
    switch answer.result {
    case .data(let value):
      let shown = typed ? TypedCoder.standard.encode(value) : value
      StandardOutput.write(JSONText.write(shown, indent: 2) + "\n")
    case .failure(let error):
      switch format {
      case .json:
        StandardOutput.write(JSONText.write(Self.value(of: error, answer.status), indent: 2) + "\n")
      case .text: StandardError.write(Self.text(of: error, answer.status))
      }
      throw ExitStatus.problems
    }
  }

  private static func text(of error: ActionError, _ status: Int) -> String {
    var text = "\(visible(error.code.name)) (\(status))"
    if error.issues == nil {
      return text + (error.message.isEmpty ? "\n" : "  \(visible(error.message))\n")
    }
    text += "\n"
    for field in error.fields {
      for message in field.messages { text += "  \(visible(field.name))  \(visible(message))\n" }
    }
    return text
  }

  private static func value(of error: ActionError, _ status: Int) -> Value {
    let fields = error.fields.map { field in
      (field.name, Value.array(field.messages.map(Value.string)))
    }
    return [
      "code": .string(error.code.name), "status": .number(Double(status)),
      "message": .string(error.message), "fields": .object(ObjectValue(fields)),
    ]
  }

  private func rebuild(_ client: ActionClient) async throws {
    let end = BuildEnd()
    do {
      try await client.rebuild { event in
        switch event {
        case .line(let text): StandardOutput.write(visible(text, keepingTabs: true) + "\n")
        case .dropped(let count): StandardError.write("(\(count) earlier lines are gone)\n")
        case .ended(let ending, _): end.value = ending
        }
      }
    } catch let error as TransportError {
      throw CommandFailure(message: error.description)
    } catch let error as ActionError {
      throw CommandFailure(message: error.message.isEmpty ? error.code.name : error.message)
    }
    switch end.value {
    case .finished(status: 0): return
    case .finished(let status):
      throw CommandFailure(message: "the build failed with status \(status)", status: 1)
    case .stopped: throw CommandFailure(message: "the build was stopped", status: 1)
    case .failed(let reason): throw CommandFailure(message: reason, status: 1)
    case nil: throw CommandFailure(message: "the server ended before the build did")
    }
  }
}
