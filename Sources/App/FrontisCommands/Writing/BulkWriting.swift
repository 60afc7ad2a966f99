import Sites

extension Site {
  /// Makes changes of entries, or shows them, and says what is wrong afterwards that was not before.
  func carryOut(_ plan: BulkPlan, _ options: WritingOptions, _ world: World) async throws {
    for problem in plan.newProblems.prefix(20) {
      StandardError.write(
        "\(problem.severity): \(visible(problem.file)): \(visible(problem.summary))\n"
      )
    }
    if plan.newProblems.count > 20 {
      StandardError.write("… and \(plan.newProblems.count - 20) problems more\n")
    }
    try await carryOut(plan.changes, options, world)
    if plan.changes.isEmpty { StandardError.write("nothing to change\n") }
  }

  /// Makes or shows a new entry, or one with another id.
  func carryOut(_ plan: EntryPlan, _ options: WritingOptions, _ world: World) async throws {
    for problem in plan.problems {
      StandardError.write(
        "\(problem.severity): \(visible(problem.file)): \(visible(problem.summary))\n"
      )
    }
    try await carryOut(plan.changes, options, world)
  }
}

extension Array where Element == EntryAddress {
  /// The one collection that all are of.
  func collection() throws -> String {
    let names = Set(map(\.collection))
    guard let name = names.first, names.count == 1 else {
      throw CommandFailure(
        message: "these entries are of \(names.count) collections",
        help: "change one collection at a time: their schemas differ"
      )
    }
    return name
  }

  /// `blog/hello`, or how many they are.
  var title: String { count == 1 ? self[0].name : "\(count) entries" }
}
