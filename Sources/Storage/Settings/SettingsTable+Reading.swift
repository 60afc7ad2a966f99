import Foundation
import TOMLKit

extension SettingsTable {
  /// More than any settings file has; what is larger is refused unread.
  package static let largestFile = 1 << 20

  /// The tables of the TOML file at `path`; nil when there is no file.
  package static func reading(_ path: String) throws(SettingsError) -> SettingsTable? {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    do {
      let facts = try url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
      guard facts.isRegularFile == true else {
        throw SettingsError(file: path, reason: .unreadable("it is not a file"))
      }
      guard facts.fileSize ?? 0 <= largestFile else {
        throw SettingsError(file: path, reason: .unreadable("it is larger than 1 MiB"))
      }
      let data = try Data(contentsOf: url)
      return try SettingsTable(text: String(decoding: data, as: UTF8.self), file: path)
    } catch let error as SettingsError {
      throw error
    } catch {
      throw SettingsError(file: path, reason: .unreadable(error.localizedDescription))
    }
  }

  /// The tables of TOML `text`; `file` is named in errors.
  package init(text: String, file: String) throws(SettingsError) {
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw SettingsError(
        file: file,
        line: error.source.begin.line,
        reason: .syntax(error.description)
      )
    } catch {
      throw SettingsError(file: file, reason: .syntax("\(error)"))
    }
    self.init(file: file, values: SettingsValue.values(of: table), lines: KeyLines(text))
  }
}

extension SettingsValue {
  fileprivate static func values(of table: TOMLTable) -> [String: SettingsValue] {
    var values: [String: SettingsValue] = [:]
    for (key, value) in table { values[key] = SettingsValue(value) }
    return values
  }

  private init(_ value: some TOMLValueConvertible) {
    if let table = value.table {
      self = .table(Self.values(of: table))
    } else if let array = value.array {
      self = .array(array.map { SettingsValue($0.tomlValue) })
    } else if let text = value.string {
      self = .string(text)
    } else if let flag = value.bool {
      self = .boolean(flag)
    } else if let integer = value.int {
      self = .integer(integer)
    } else if let number = value.double {
      self = .number(number)
    } else {
      self = .date
    }
  }
}
