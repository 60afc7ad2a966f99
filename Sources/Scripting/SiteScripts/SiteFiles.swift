import Bundling
import Foundation
import JavaScript
import Synchronization
import Values

/// Reading inside a site's root for its own code; nothing outside it, and no writing.
final class SiteFiles: Sendable {
  /// With all symbolic links resolved.
  private let root: String
  private let readPaths = Mutex<Set<String>>([])

  private static let largestFile = 64 << 20

  init(root: String) {
    self.root = URL(filePath: root).resolvingSymlinksInPath().path
  }

  /// The files that were read and the folders that were listed so far, the latter with a slash at their
  /// end: relative to the root where it is named as given, sorted.
  var inputs: [String] {
    readPaths.withLock { $0.sorted() }
  }

  func readFile(_ arguments: [Value]) throws -> Value {
    let path = try allowed(arguments)
    guard let size = try attributes(path)[.size] as? Int, size <= Self.largestFile else {
      throw failure("EFBIG", "file too large", path)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw failure("EISDIR", "illegal operation on a directory", path)
    }
    note(path)
    return .bytes(Array(data))
  }

  /// `(path, name)`: the size and format of the image at a path, or else where the name leads by an alias
  /// of `tsconfig.json`; null when it is not there or is none.
  func imageSize(_ arguments: [Value]) throws -> Value {
    var header = arguments.first.flatMap(imageHeader)
    if header == nil, let name = arguments.last?.stringValue, !name.hasPrefix(".") {
      let places = CompilerOptions(root: root).places(of: name)
      header = places.lazy.compactMap { self.imageHeader(.string($0)) }.first
    }
    guard let header else { return .null }
    return [
      "width": .number(Double(header.width)), "height": .number(Double(header.height)),
      "format": .string(header.format),
    ]
  }

  private func imageHeader(_ path: Value) -> ImageHeader? {
    guard let path = try? allowed([path]), let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: 1 << 20)
    else { return nil }
    if let header = ImageHeader(Array(data)) { return header }
    // The size may stand behind the pixels, or behind much that is said of them.
    guard data.count == 1 << 20, let rest = try? handle.read(upToCount: 1 << 26) else { return nil }
    return ImageHeader(Array(data + rest))
  }

  func fileStatus(_ arguments: [Value]) throws -> Value {
    let path = try allowed(arguments)
    // That it is not there decides as well.
    if !FileManager.default.fileExists(atPath: path) { note(path) }
    let attributes = try attributes(path)
    let modified = attributes[.modificationDate] as? Date
    return [
      "size": .number(Double(attributes[.size] as? Int ?? 0)),
      "modified": .number(((modified?.timeIntervalSince1970 ?? 0) * 1000).rounded(.down)),
      "isFolder": .boolean(attributes[.type] as? FileAttributeType == .typeDirectory),
    ]
  }

  func listFolder(_ arguments: [Value]) throws -> Value {
    let path = try allowed(arguments)
    note(path + "/")
    do {
      return .array(
        try FileManager.default.contentsOfDirectory(atPath: path).sorted().map(Value.string)
      )
    } catch {
      throw failure("ENOTDIR", "not a directory", path)
    }
  }

  private func note(_ path: String) {
    readPaths.withLock { _ = $0.insert(String(path.dropFirst(root.count + 1))) }
  }

  /// The path that is asked for, its links resolved, when it is inside the root.
  private func allowed(_ arguments: [Value]) throws -> String {
    guard let path = arguments.first?.stringValue, path.utf8.first == 0x2F,
      !path.utf8.contains(0)
    else { throw failure("EINVAL", "invalid path", "") }
    let resolved = URL(filePath: path).resolvingSymlinksInPath().path
    guard resolved == root || resolved.hasPrefix(root + "/") else {
      throw failure("EACCES", "outside of the site", path)
    }
    return resolved
  }

  private func attributes(_ path: String) throws -> [FileAttributeKey: Any] {
    do {
      return try FileManager.default.attributesOfItem(atPath: path)
    } catch {
      throw failure("ENOENT", "no such file or directory", path)
    }
  }

  private func failure(_ code: String, _ reason: String, _ path: String) -> ScriptException {
    ScriptException(
      "\(code): \(reason), '\(path)'",
      properties: ObjectValue([("code", .string(code)), ("path", .string(path))])
    )
  }
}
