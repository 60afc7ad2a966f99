import Foundation
import Sites
import Values

/// `FIELD=VALUE`, `FIELD+=ITEM`, `FIELD-=ITEM` as a change of entries.
struct Assignment {
  enum Operation { case set, add, remove }

  let path: ValuePath
  let operation: Operation
  /// What stands after the sign; `-` means standard input.
  let text: String

  /// Nil when `argument` is none.
  init?(_ argument: String) throws {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    var field = argument[..<sign]
    operation = field.hasSuffix("+") ? .add : field.hasSuffix("-") ? .remove : .set
    if operation != .set { field = field.dropLast() }
    path = try FieldPath.parse(String(field))
    let value = String(argument[argument.index(after: sign)...])
    text = value == "-" ? Self.standardInput() : value
  }

  /// The change as the schema of `collection` reads its value.
  func change(in collection: String, of site: Site) async throws(SiteError) -> EntryChange {
    switch operation {
    case .set: .set(path, try await site.value(of: text, at: path, in: collection))
    case .add: .addItem(path, try await item(collection, site))
    case .remove: .removeItem(path, try await item(collection, site))
    }
  }

  private func item(_ collection: String, _ site: Site) async throws(SiteError) -> Value {
    try await site.value(of: text, at: path + [.index(0)], in: collection)
  }

  private static func standardInput() -> String {
    let data = FileHandle.standardInput.readDataToEndOfFile()
    let text = String(decoding: data, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
