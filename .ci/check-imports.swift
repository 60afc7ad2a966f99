// Compares the `import` lines of every target with the dependencies that Package.swift declares,
// which SwiftPM itself does not do. The output of `swift package dump-package` comes on standard input.
//
// 1. A target imports only what it declares, and the modules of the toolchain.
// 2. A target imports all that it declares, so that the graph shows no arrow that is not there.
// 3. A third-party product or C target is imported by one target, or by those named in `sharedProducts`.
// 4. Arrows point down the layers, or stay in one.

import Foundation

/// Modules that come with the toolchain or the system.
let toolchain: Set<String> = [
  "CoreFoundation", "CoreServices", "Darwin", "Dispatch", "Foundation", "FoundationEssentials",
  "FoundationNetworking", "Glibc", "Musl", "Synchronization", "Testing", "os",
]

/// The products that more than one target may import, each with a page under docs/decisions.
let sharedProducts: [String: Set<String>] = [
  "AsyncHTTPClient": ["ActionCalling", "Fetching"],
  "GRDB": ["EntryIndex", "Sessions"],
  "NIOCore": ["ActionCalling", "ActionServing", "Fetching"],
  "NIOPosix": ["ActionCalling", "ActionServing"],
]

/// The folders under Sources/, lowest first.
let layers = ["C", "Data", "Storage", "Scripting", "Actions", "Site", "Terminal", "App"]

struct Package: Decodable {
  var targets: [Target]
}

struct Target: Decodable {
  var name: String
  var type: String
  var path: String?
  var dependencies: [Dependency]

  /// Whether it is beside the program: a test or a benchmark.
  var isTest: Bool {
    type == "test" || folder.hasPrefix("Tests/") || folder.hasPrefix("Benchmarks/")
  }
  var folder: String { path ?? "Tests/\(name)" }

  /// The index of the target's layer in `layers`, or nil outside Sources/.
  var layer: Int? {
    let parts = folder.split(separator: "/")
    return parts.count > 1 && parts[0] == "Sources"
      ? layers.firstIndex(of: String(parts[1])) : nil
  }
}

/// One dependency: an object with one key, whose array holds the name first.
struct Dependency: Decodable {
  var name: String
  var isProduct: Bool

  init(from decoder: any Decoder) throws {
    let kinds = try decoder.singleValueContainer().decode([String: [Part]].self)
    isProduct = kinds.keys.contains("product")
    name = kinds.values.first?.first?.text ?? ""
  }

  /// The name is text; what stands after it is of no interest.
  struct Part: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws {
      text = try? decoder.singleValueContainer().decode(String.self)
    }
  }
}

/// An `import` line.
struct Import {
  var module: String
  var place: String
}

/// The `import` lines of a target's files, whatever access and attributes they have.
func imports(of target: Target) -> [Import] {
  let line =
    #/
    \s* (?: @\w+ (?: \([^)]*\) )? \s+ )*
    (?: (?: public | package | internal | fileprivate | private ) \s+ )?
    import \s+
    (?: (?: struct | class | enum | protocol | func | var | let | typealias ) \s+ )?
    (\w+)
    /#
  let paths = (FileManager.default.enumerator(atPath: target.folder)?.allObjects ?? [])
    .compactMap { ($0 as? String).map { "\(target.folder)/\($0)" } }
  var found: [Import] = []
  for path in paths.sorted() where path.hasSuffix(".swift") {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var isInText = false
    for (index, content) in lines.enumerated() {
      // Scripts that tests hold in a text of several lines have imports of their own.
      if content.matches(of: /"""/).count % 2 == 1 { isInText.toggle() }
      guard !isInText, let match = content.prefixMatch(of: line) else { continue }
      found.append(Import(module: String(match.1), place: "\(path):\(index + 1)"))
    }
  }
  return found
}

let package = try JSONDecoder().decode(
  Package.self,
  from: FileHandle.standardInput.readDataToEndOfFile()
)
let targets = Dictionary(package.targets.map { ($0.name, $0) }) { first, _ in first }
var complaints: [String] = []
var importers: [String: Set<String>] = [:]

for target in package.targets where target.type != "system" {
  let declared = Set(target.dependencies.map(\.name))
  let found = imports(of: target)

  for line in found
  where !declared.contains(line.module) && !toolchain.contains(line.module)
    && line.module != target.name
  {
    complaints.append(
      "\(line.place): \(target.name) imports \(line.module) and does not declare it"
    )
  }
  if target.isTest { continue }

  let used = Set(found.map(\.module))
  for name in declared.subtracting(used).sorted() {
    complaints.append("Package.swift: \(target.name) declares \(name) and does not import it")
  }
  for dependency in target.dependencies {
    let isForeign = dependency.isProduct || targets[dependency.name]?.layer == 0
    if isForeign && used.contains(dependency.name) {
      importers[dependency.name, default: []].insert(target.name)
    }
    if let layer = target.layer, let below = targets[dependency.name]?.layer, below > layer {
      complaints.append("Package.swift: \(target.name) points up to \(dependency.name)")
    }
  }
  if target.layer == nil {
    complaints.append("Package.swift: \(target.name) is in no layer: \(target.folder)")
  }
}

for (module, names) in importers.sorted(by: { $0.key < $1.key }) {
  let allowed = sharedProducts[module]
  let isShared = allowed.map { !names.isSubset(of: $0) } ?? (names.count > 1)
  if isShared {
    complaints.append(
      "\(module) is imported by \(names.sorted().joined(separator: ", ")): one target only"
    )
  }
}

for complaint in complaints { print(complaint) }
if !complaints.isEmpty {
  print("check-imports: \(complaints.count) problems")
  exit(1)
}
print("check-imports: \(package.targets.count) targets, every import declared and every arrow down")
