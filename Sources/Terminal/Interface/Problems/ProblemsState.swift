import Sites
import Widgets

/// All problems of the site, by collection and file.
struct ProblemsState: Sendable {
  enum Row: Sendable, Equatable {
    /// The file that the problems below stand in.
    case file(String, collection: String?)
    /// By its number in `problems`.
    case problem(Int)
  }

  private(set) var problems: [Problem] = []
  private(set) var rows: [Row] = []
  private(set) var shownCount = 0
  var list = ListState()
  var filter = TextField()
  var isFilterOpen = false

  /// Nil when the cursor is on nothing or the list is empty; a file stands for its first problem.
  var selected: Problem? {
    guard list.cursor < rows.count else { return nil }
    switch rows[list.cursor] {
    case .problem(let index): return problems[index]
    case .file:
      guard list.cursor + 1 < rows.count, case .problem(let index) = rows[list.cursor + 1] else {
        return nil
      }
      return problems[index]
    }
  }
}

extension ProblemsState {
  mutating func show(_ catalog: Catalog) {
    let selected = selected
    problems = catalog.problems
    narrow()
    guard let selected, let index = problems.firstIndex(of: selected) else { return }
    list.move(to: rows.firstIndex(of: .problem(index)) ?? list.cursor)
  }

  /// Moves to the next problem, over the files between.
  mutating func moveToProblem(by step: Int) {
    var row = list.cursor + step
    while rows.indices.contains(row) {
      if case .problem = rows[row] {
        list.move(to: row)
        return
      }
      row += step
    }
  }

  /// Shows what the filter lets through: words in the file, the rule, the path and the message.
  mutating func narrow() {
    let words = filter.text.lowercased().split(separator: " ").map { Array($0.utf8) }
    rows = []
    shownCount = 0
    var file: String?
    for (index, problem) in problems.enumerated() where Self.matches(problem, words) {
      if problem.file != file {
        rows.append(.file(problem.file, collection: problem.collection))
        file = problem.file
      }
      rows.append(.problem(index))
      shownCount += 1
    }
    list.setCount(rows.count)
  }

  private static func matches(_ problem: Problem, _ words: [[UInt8]]) -> Bool {
    words.allSatisfy { word in
      problem.file.contains(lowercased: word) || problem.rule.contains(lowercased: word)
        || problem.message.contains(lowercased: word)
        || problem.pathText.contains(lowercased: word)
        || problem.severity.rawValue.contains(lowercased: word)
    }
  }
}
