import ArgumentParser
import Sites

/// `frontis fix`: applies the fixes of problems, safe ones unless told otherwise.
struct FixVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Fix what can be fixed without guessing.",
    usage: """
      frontis fix
      frontis fix --dry-run
      frontis fix src/content/blog --rule schema/invalid_type
      frontis fix --like 'write it as a number'
      """,
    discussion: """
      Every fix was tried before: its problem is gone with it, no other appears, and only the bytes \
      that must change do. 'frontis undo' takes all of them back in one step. Exits with 1 when \
      errors are left.
      """
  )

  @Argument(help: "The site's folder, or files and folders in it.")
  var paths: [String] = []

  @Flag(help: "Take fixes too that guess or leave something out.")
  var unsafe = false

  @Option(help: "Only fixes with this title, as --dry-run or 'frontis check' names it.")
  var like: String?

  @Option(help: "Only this collection.")
  var collection: [String] = []

  @Option(help: "Only this rule, as schema/invalid_type, or a whole group, as schema.")
  var rule: [String] = []

  @OptionGroup var options: WritingOptions

  func run() async throws {
    let world = World.current()
    let target = try SiteTarget(paths: paths, in: world)
    let site = try world.open(target.root, sessions: world.openSessions())
    let problems = wanted(await site.refresh(), target)
    let plan = await site.planFixes(of: problems, allowsUnsafe: unsafe, titled: like)
    for item in plan.items { StandardError.write(Self.line(item.problem, item.fix)) }
    let snapshot = try await site.carryOut(plan.changes, options, world)
    let left = snapshot.map { wanted($0, target) } ?? problems
    let count = plan.items.count
    var counts = options.isDryRun ? "would fix" : "fixed"
    counts += " \(counted(count, "problem"))"
    if !options.isDryRun { counts += ", \(left.count) left" }
    if !unsafe, !left.isEmpty {
      let unsafe = await site.planFixes(of: left, allowsUnsafe: true, titled: like).items
      let more = unsafe.count - (snapshot == nil ? plan.items.count : 0)
      if more > 0 { counts += "; \(more) more with --unsafe" }
    }
    StandardError.write(counts + "\n")
    let errors = left.count(.error)
    let fixed = snapshot == nil ? plan.items.map(\.problem).count(.error) : 0
    if errors > fixed { throw ExitStatus.problems }
  }

  private func wanted(_ snapshot: SiteSnapshot, _ target: SiteTarget) -> [Problem] {
    snapshot.allProblems.filter { problem in
      target.includes(problem.file)
        && (collection.isEmpty || problem.collection.map(collection.contains) ?? false)
        && (rule.isEmpty
          || rule.contains { problem.rule == $0 || problem.rule.hasPrefix("\($0)/") })
    }
  }

  private static func line(_ problem: Problem, _ fix: Fix) -> String {
    let place = problem.span.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let path = problem.path.isEmpty ? "" : "\(visible(problem.pathText)): "
    return
      "\(visible(problem.file))\(place)  \(problem.rule)  \(path)\(visible(fix.title))\n"
  }
}
