import Values

/// What JSON Schema says for one node, while it is written.
///
/// A part stands in the parts around it, and is found there with what it has become since.
final class SchemaPart {
  let node: Int
  /// Where it was met first.
  let path: ValuePath
  var keywords = SchemaKeywords()
  /// The node whose keywords this one takes over: the inside of a wrapper, or what it is a copy of.
  var source: Int?
  /// How often it was met.
  var count = 1
  /// Where it was met inside itself.
  var cycle: ValuePath?
  /// What it says, where only a reference to it stands in its place.
  var definition: SchemaKeywords?
  /// Its name among the definitions.
  var name: String?
  /// Whether it has taken over what it takes over.
  var isFlat = false

  init(node: Int, path: ValuePath) {
    self.node = node
    self.path = path
  }
}

/// Keywords and what stands behind them, in the order in which they came.
struct SchemaKeywords {
  private(set) var keys: [String] = []
  private var contents: [String: Content] = [:]

  /// What stands behind a keyword.
  indirect enum Content {
    case value(Value)
    case part(SchemaPart)
    case list([Content])
    case table([(key: String, content: Content)])
  }

  init() {}

  init(_ values: ObjectValue) {
    for (key, value) in values { self[key] = .value(value) }
  }

  subscript(key: String) -> Content? {
    get { contents[key] }
    set {
      if newValue == nil {
        keys.removeAll { $0 == key }
      } else if contents[key] == nil {
        keys.append(key)
      }
      contents[key] = newValue
    }
  }

  /// Takes over what `other` says.
  mutating func merge(_ other: SchemaKeywords) {
    for key in other.keys { self[key] = other[key] }
  }
}
