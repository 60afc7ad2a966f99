import Bundling
import ECMAScript
import Foundation
import Values

/// What evaluating a site's file gave, kept until a file that decided about it changes.
struct EvaluationCache {
  /// What is kept of one evaluation.
  struct Record {
    var inputs: [InputFile]
    /// The variables that the code looked at, with a hash of what each was.
    var variables: [InputVariable]
    /// As the loader of the configuration or of the actions describes it.
    var description: Value
    /// Read only when a function of the site is needed.
    var bundle: @Sendable () -> ScriptBundle?
  }

  /// An absolute path.
  private let folder: String
  private let name: String
  private let root: String
  private let environment: [String: String]

  /// `path` is the site's file; a result of another `version` of this program is not used.
  init(folder: String, path: String, surroundings: SiteSurroundings, version: String) {
    self.folder = folder + "/evaluated"
    root = surroundings.root
    environment = surroundings.environment
    let key = [
      version, path, surroundings.root, surroundings.sourceFolder, surroundings.dialect.rawValue,
      "\(surroundings.astroMajor).\(surroundings.astroMinor).\(surroundings.astroPatch)",
      JSONText.write(.array(surroundings.integrations.map { .string($0) })),
      surroundings.address ?? "", surroundings.base, surroundings.allowsNetwork ? "network" : "",
      JSONText.write(.array(surroundings.zodVersions.map { .string($0.description) })),
      surroundings.areZodVersionsAssumed ? "assumed" : "",
      JSONText.write(.object(surroundings.variables)),
    ].reduce(into: "") { $0 += "\($1)\0" }
    name = String(InputFile.hash(Data(Array(key.utf8))), radix: 16)
  }

  private var recordPath: String { "\(folder)/\(name).values" }
  private var bundlePath: String { "\(folder)/\(name).bundle" }

  /// The record, when every file it was made from is as it was.
  func read() -> Record? {
    guard let data = FileManager.default.contents(atPath: recordPath),
      let record = ValueArchive.value(of: Array(data))?.objectValue,
      let pairs = record["inputs"]?.arrayValue, let description = record["description"]
    else { return nil }
    var inputs: [InputFile] = []
    for pair in pairs {
      guard let sides = pair.arrayValue, sides.count == 2, let path = sides[0].stringValue else {
        return nil
      }
      let then = InputFile(path: path, hash: sides[1].stringValue.flatMap { UInt64($0, radix: 16) })
      guard then == InputFile(path: path, root: root) else { return nil }
      inputs.append(then)
    }
    var variables: [InputVariable] = []
    for pair in record["variables"]?.arrayValue ?? [] {
      guard let name = pair.arrayValue?.first?.stringValue else { return nil }
      let now = InputVariable(name: name, in: environment)
      guard now.hash.map({ .string(String($0, radix: 16)) }) ?? .null == pair.arrayValue?.last
      else {
        return nil
      }
      variables.append(now)
    }
    let bundlePath = bundlePath
    return Record(inputs: inputs, variables: variables, description: description) {
      FileManager.default.contents(atPath: bundlePath).flatMap {
        // A damaged file is as good as none.
        try? JSONDecoder().decode(ScriptBundle.self, from: $0)
      }
    }
  }

  /// Keeps a record; a cache that cannot be written costs time, nothing else.
  func write(
    inputs: [InputFile],
    variables: [InputVariable],
    description: Value,
    bundle: ScriptBundle
  ) {
    let record: Value = [
      "variables": .array(
        variables.map { variable in
          [.string(variable.name), variable.hash.map { .string(String($0, radix: 16)) } ?? .null]
        }
      ),
      "inputs": .array(
        inputs.map { input in
          [.string(input.path), input.hash.map { .string(String($0, radix: 16)) } ?? .null]
        }
      ),
      "description": description,
    ]
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try JSONEncoder().encode(bundle).write(to: URL(filePath: bundlePath), options: .atomic)
      try Data(ValueArchive.bytes(of: record)).write(
        to: URL(filePath: recordPath),
        options: .atomic
      )
    } catch {
      // A record without its bundle must not be read.
      try? FileManager.default.removeItem(atPath: recordPath)
    }
  }
}
