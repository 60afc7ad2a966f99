import Frontmatter
import Values

/// The versions that a lock file pins.
struct LockFile {
  private let manager: PackageManager
  private let bytes: [UInt8]
  /// A package-lock.json's value; undefined for the others.
  private let json: Value

  init(_ manager: PackageManager, _ bytes: [UInt8]) {
    self.manager = manager
    self.bytes = bytes
    var json = Value.undefined
    if manager == .npm, case .success(let tree) = JSONReader.read(bytes) { json = tree.value }
    self.json = json
  }

  /// Every version of `name` that is pinned, in the file's order; npm's top one first.
  func versions(of name: String) -> [PackageVersion] {
    let texts: [String] =
      switch manager {
      case .npm: npmVersions(of: name)
      case .pnpm: versions(after: [" \(name)@", " /\(name)@", " /\(name)/", "'\(name)@"])
      case .yarn: yarnVersions(of: name)
      case .bun: versions(after: ["[\"\(name)@"])
      }
    return texts.compactMap { PackageVersion($0, source: .lockFile) }
  }

  private func npmVersions(of name: String) -> [String] {
    if let pinned = json[["packages"]]?.objectValue {
      let suffix = "node_modules/\(name)"
      let keys = pinned.keys.filter { $0 == suffix || $0.hasSuffix("/" + suffix) }
      return keys.sorted { $0.utf8.count < $1.utf8.count }
        .compactMap { pinned[$0]?[["version"]]?.stringValue }
    }
    return [json[["dependencies", .key(name), "version"]]?.stringValue].compactMap { $0 }
  }

  /// What follows each mark, up to the end of the version.
  private func versions(after marks: [String]) -> [String] {
    var found: [String] = []
    for mark in marks {
      for start in places(after: mark) {
        let version = bytes[start...].prefix { byte in
          byte > 0x20 && !Self.versionEnds.contains(byte)
        }
        found.append(String(decoding: version, as: UTF8.self))
      }
    }
    return found
  }

  /// Where the text after each `mark` begins, in lock files of megabytes.
  private func places(after mark: String) -> [Int] {
    var places: [Int] = []
    let mark = Array(mark.utf8)
    guard let first = mark.first else { return [] }
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start + mark.count <= bytes.count {
        if bytes[start] == first, bytes[start..<start + mark.count].elementsEqual(mark) {
          places.append(start + mark.count)
        }
        start += 1
      }
    }
    return places
  }

  private static let versionEnds = Array("'\"(:_,".utf8)

  /// The `version` below each line that begins with the package's name.
  private func yarnVersions(of name: String) -> [String] {
    let names = [Array("\(name)@".utf8), Array("\"\(name)@".utf8)]
    var isInside = false
    var found: [String] = []
    for line in bytes.split(separator: 0x0A) {
      if let first = line.first, first != 0x20, first != UInt8(ascii: "#") {
        isInside = names.contains { line.starts(with: $0) }
      } else if isInside, line.starts(with: "  version".utf8) {
        let digits = line.drop { $0 < 0x30 || $0 > 0x39 }.prefix { $0 != UInt8(ascii: "\"") }
        found.append(String(decoding: digits, as: UTF8.self))
      }
    }
    return found
  }
}
