import Values

/// Which sections of a collection's forms a person opened (true) or closed.
struct FormFolds: Sendable, Equatable {
  private(set) var folds: [ValuePath: Bool]

  /// Items of lists come and go: theirs are not kept.
  init(_ folds: [ValuePath: Bool]) {
    self.folds = folds.filter { fold in
      fold.key.allSatisfy { if case .key = $0 { true } else { false } }
    }
  }
}

// MARK: - As it is remembered

extension FormFolds {
  /// By JSON pointers (RFC 6901).
  var named: [String: Bool] {
    Dictionary(uniqueKeysWithValues: folds.map { (Self.pointer($0.key), $0.value) })
  }

  init(named: [String: Bool]) {
    self.init(
      Dictionary(named.map { (Self.path($0.key), $0.value) }) { first, _ in first }
    )
  }

  private static func pointer(_ path: ValuePath) -> String {
    path.map { "/" + $0.description.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
  }

  private static func path(_ pointer: String) -> ValuePath {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
      .map { .key(String($0).replacing("~1", with: "/").replacing("~0", with: "~")) }
  }
}
