import Diagnostics
import Frontmatter
import Interface
import Loop
import Screen
import ScreenTestSupport
import Sites
import Values

/// The program on the sample site, and what answers its requests.
enum Frontis {
  /// 2026-11-21.
  static let today = DateValue(milliseconds: 20_778 * 86_400_000)

  /// The program on `snapshot` after `messages`.
  static func program(
    _ snapshot: SiteSnapshot = SampleSite.snapshot,
    size: Size = Size(80, 24),
    isTrusted: Bool = false,
    pictures: PictureProtocol? = nil,
    after messages: Message...
  ) -> FrontisProgram {
    var program = FrontisProgram(
      root: SampleSite.root,
      name: "harbour",
      catalog: Catalog(snapshot),
      isTrusted: isTrusted,
      pictures: pictures,
      size: size
    )
    for message in messages { _ = program.update(message) }
    return program
  }

  static func opened(_ purpose: Purpose = .look(at: nil)) -> Message {
    .opened(SampleSite.hello, purpose: purpose, today: today)
  }

  /// The program in a form of `entry`, at the field at `path`.
  static func form(
    at path: ValuePath,
    _ entry: OpenEntry = EveryField.entry()
  ) -> FrontisProgram {
    var program = program()
    _ = program.update(.opened(entry, purpose: .edit(at: path), today: today))
    return program
  }

  /// The edits that a form asks to have checked, or nil when it asks for none.
  static func edits(_ next: Next<Request>) -> [Edit]? {
    for case .check(_, let edits, _) in next.asked { return edits }
    return nil
  }

  /// All that shows at 80x24.
  static func text(_ program: FrontisProgram) -> String {
    frame(program, Size(80, 24)).lines.joined(separator: "\n")
  }

  static func frame(_ program: FrontisProgram, _ size: Size) -> Frame {
    Frame(size: size, look: Look()) { program.render(into: &$0) }
  }

  @MainActor static func run(
    _ program: FrontisProgram = program(),
    size: Size = Size(80, 24)
  ) -> ScriptedRun<FrontisProgram> {
    ScriptedRun(program, size: size) { request, send in await answer(request, send) }
  }

  /// Answers as the site would, without files.
  @concurrent static func answer(
    _ request: Request,
    _ send: @escaping @Sendable (Message) async -> Void
  ) async {
    switch request {
    case .open(_, let purpose): await send(opened(purpose))
    case .check(let entry, let edits, let revision):
      await send(.checked(check(entry, edits), revision: revision))
    case .save(let entry, let edits):
      var saved = entry
      saved.problems = check(entry, edits).problems
      saved.hash = "2"
      await send(.saved(saved, changedLines: edits.count))
    case .recheck: await send(.changed(Catalog(SampleSite.snapshot)))
    case .readValues(let key, let snapshot):
      await send(.foundValues(KnownValue.values(of: key, in: snapshot), of: key))
    case .readImages: await send(.foundImages([]))
    case .undo: await send(.undone(title: "edited hello-world", Catalog(SampleSite.snapshot)))
    case .redo: await send(.redone(title: "edited hello-world", Catalog(SampleSite.snapshot)))
    case .readDiffs(let write):
      await send(.foundDiffs([(SampleSite.hello.reference.file, dateDiff)], write: write))
    case .propose(let intent):
      await send(.proposed(SampleFixes.proposal(for: intent), for: intent))
    case .combine(_, let revision):
      await send(.combined(SampleFixes.all.changes, revision: revision))
    case .commit(let changes):
      let commit = Committed(
        title: changes.title,
        fileCount: changes.files.count,
        catalog: Catalog(SampleSite.snapshot)
      )
      await send(.committed(commit))
    case .readBuildCommand:
      await send(.foundBuildCommand("npm run build", origin: "package.json"))
    case .trust: await send(.trusted)
    case .build:
      await send(.built(.started(command: "npm run build")))
      await send(.built(.line("building 12 pages", isError: false)))
      await send(.built(.line("\u{1B}[31mno such image\u{1B}[0m", isError: true)))
      await send(.built(.finished(status: 1, seconds: 2.34)))
    case .remind(let reminder): await send(.reminded(reminder))
    default: break
    }
  }

  static var dateDiff: LineDiff {
    let text = SampleSite.source.replacing("4th of Jan", with: "2025-01-04")
    return LineDiff(from: Array(SampleSite.source.utf8), to: Array(text.utf8))
  }

  /// A date that was set is right; nothing else changes what is wrong.
  private static func check(_ entry: OpenEntry, _ edits: [Edit]) -> DraftCheck {
    var problems = entry.problems
    var text = SampleSite.source
    for edit in edits {
      guard case .set(["pubDate"], .date) = edit else { continue }
      problems.removeAll { $0.path == ["pubDate"] }
      text = text.replacing("4th of Jan", with: "2025-01-04")
    }
    return DraftCheck(
      problems: problems,
      diff: LineDiff(from: entry.bytes, to: Array(text.utf8))
    )
  }
}

extension Next<Request> {
  /// What it asks for, without delays and keys.
  var asked: [Request] { requests.map(\.request) }
}

extension FrontisProgram {
  /// Presses the keys of `text`, as in `Keys.parse`, and returns what the last one asks for.
  @discardableResult
  mutating func press(_ text: String) -> Next<Request> {
    var next = Next<Request>.wait
    for key in Keys.parse(text) { next = update(.pressed(key)) }
    return next
  }
}
