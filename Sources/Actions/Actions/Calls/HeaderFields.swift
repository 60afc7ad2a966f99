/// The headers of a request or response: in order, names may repeat and their case does not matter.
package struct HeaderFields: Sendable, Equatable {
  package private(set) var fields: [Field] = []

  package struct Field: Sendable, Equatable {
    package var name: String
    package var value: String
  }

  package init(_ pairs: KeyValuePairs<String, String> = [:]) {
    for (name, value) in pairs { add(name, value) }
  }

  package mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The first value of `name`, or nil.
  package subscript(name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  package func all(_ name: String) -> [String] {
    fields.lazy.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }
}
