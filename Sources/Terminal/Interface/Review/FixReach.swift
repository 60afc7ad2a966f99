import Sites
import Values

/// Which problems are meant when several are fixed at once.
struct FixReach: Sendable, Equatable {
  /// `pubDate in blog`.
  var title: String
  var problems: [Problem]
}

extension Catalog {
  /// The problems like `problem`, from near to far: in the same field, by the same rule, all.
  func reaches(like problem: Problem) -> [FixReach] {
    let sameRule = problems.filter { $0.rule == problem.rule }
    let field = problem.fieldText
    let near = sameRule.filter { $0.collection == problem.collection && $0.fieldText == field }
    let place = [field, problem.collection ?? ""].filter { !$0.isEmpty }.joined(separator: " in ")
    let all = [
      FixReach(title: place.isEmpty ? problem.rule : place, problems: near),
      FixReach(title: problem.rule, problems: sameRule),
      FixReach(title: "the whole site", problems: problems),
    ]
    return all.enumerated().filter { index, reach in
      index == 0 || reach.problems.count > all[index - 1].problems.count
    }
    .map(\.element)
  }
}

extension EntriesState {
  /// The problems of the marked entries, or of those that are shown where none is marked.
  func reach(in catalog: Catalog) -> FixReach? {
    guard let snapshot = snapshot(in: catalog) else { return nil }
    if let range = markedRange ?? (marks.ids.isEmpty ? nil : 0...0), !marks.isEmpty {
      let inRange = marks.anchor == nil ? [] : range.compactMap { entry(at: $0, in: catalog) }
      let marked = snapshot.entries.filter { !$0.problems.isEmpty && marks.ids.contains($0.id) }
      let others = inRange.filter { !marks.ids.contains($0.id) }
      return FixReach(
        title: counted(markCount(in: catalog), "marked entry", "marked entries"),
        problems: (marked + others).flatMap(\.problems)
      )
    }
    let shown = rows.flatMap { snapshot.entries[$0].problems }
    guard !filter.isEmpty else {
      return FixReach(title: snapshot.name, problems: snapshot.problems + shown)
    }
    return FixReach(title: "\(snapshot.name), \(filter.text)", problems: shown)
  }
}

extension Problem {
  /// The path without the numbers of items: `tags`, `links.url`.
  var fieldText: String {
    path.filter { if case .index = $0 { false } else { true } }.dottedText
  }
}
