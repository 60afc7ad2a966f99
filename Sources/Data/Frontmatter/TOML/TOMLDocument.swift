/// The tables of a TOML text while it is read: in the file they stand apart, in the tree together.
struct TOMLDocument {
  /// How a table came to be, which says what may still be added to it.
  enum Origin {
    /// The document itself or a `[header]`.
    case header
    /// Named on the way in a header; one of its own may follow.
    case headerPath
    /// Made by dotted keys.
    case dottedKey
    /// `{…}`: complete.
    case inline
  }

  enum Item {
    case scalar(DocumentNode)
    /// An index in `arrays`.
    case array(Int)
    /// An index in `tables`.
    case table(Int)
  }

  struct Member {
    var key: DocumentNode
    var item: Item
  }

  struct Table {
    var origin: Origin
    var range: Range<Int>
    var depth: Int
    var members: [Member] = []
    var places: [String: Int] = [:]
  }

  struct List {
    var isTables: Bool
    var range: Range<Int>
    var items: [Item] = []
  }

  /// The first is the document's own.
  var tables: [Table]
  var arrays: [List] = []

  init(_ range: Range<Int>) {
    tables = [Table(origin: .header, range: range, depth: 0)]
  }

  /// What `name` is in the table, or nil.
  func item(_ name: String, in table: Int) -> Item? {
    tables[table].places[name].map { tables[table].members[$0].item }
  }

  mutating func add(_ name: String, _ key: DocumentNode, _ item: Item, to table: Int) {
    tables[table].places[name] = tables[table].members.count
    tables[table].members.append(Member(key: key, item: item))
  }

  /// A new table under `name`, and its index.
  mutating func addTable(
    _ name: String,
    _ key: DocumentNode,
    _ origin: Origin,
    to table: Int
  ) -> Int {
    let range = Int(key.start)..<Int(key.end)
    tables.append(Table(origin: origin, range: range, depth: tables[table].depth + 1))
    add(name, key, .table(tables.count - 1), to: table)
    return tables.count - 1
  }
}

// MARK: - The tree

extension TOMLDocument {
  /// All of it in preorder.
  ///
  /// No deeper than the reader allowed, hence by recursion.
  func nodes(in range: Range<Int>) -> [DocumentNode] {
    var builder = DocumentTree.Builder()
    append(.table(0), to: &builder)
    return builder.nodes
  }

  private func append(_ item: Item, to builder: inout DocumentTree.Builder) {
    switch item {
    case .scalar(let node): builder.add(node)
    case .array(let index):
      let list = arrays[index]
      let style: NodeStyle = list.isTables ? .tableArray : .flow
      let node = builder.open(.sequence, style, at: list.range.lowerBound)
      for item in list.items { append(item, to: &builder) }
      builder.close(node, count: list.items.count, at: list.range.upperBound)
    case .table(let index):
      let table = tables[index]
      let style: NodeStyle =
        switch table.origin {
        case .header: .table
        case .inline: .flow
        case .headerPath, .dottedKey: .implied
        }
      let node = builder.open(.mapping, style, at: table.range.lowerBound)
      for member in table.members {
        builder.add(member.key)
        append(member.item, to: &builder)
      }
      builder.close(node, count: table.members.count, at: table.range.upperBound)
    }
  }
}
