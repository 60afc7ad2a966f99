import Loop
import Sites
import Widgets

/// Fixes, and what else is looked at before it is made.
extension FrontisProgram {
  // MARK: Asking

  /// Asks for the fixes of what is under the cursor.
  mutating func fix() -> Next<Request> {
    let problems = problemsToFix
    guard !problems.isEmpty else { return tell("there is no problem here", .note) }
    return propose(.fix(problems))
  }

  /// Asks for fixes of all problems like the one under the cursor.
  mutating func fixAll() -> Next<Request> {
    guard let catalog else { return .wait }
    if screen == .entries {
      guard let reach = entries.reach(in: catalog), !reach.problems.isEmpty else {
        return tell("no entry that is shown has a problem", .note)
      }
      wantedReaches = [reach]
    } else {
      let problem = screen == .review ? review?.selected?.problem : problemAtCursor
      guard let problem else { return tell("there is no problem here", .note) }
      wantedReaches = catalog.reaches(like: problem)
    }
    wantedReach = 0
    return propose(.fixAll(wantedReaches[0].problems))
  }

  /// The problems whose fixes `f` offers.
  private var problemsToFix: [Problem] {
    if screen == .entries { return selectedEntry?.problems ?? [] }
    return problemAtCursor.map { [$0] } ?? []
  }

  var noFixAllReason: String? {
    if screen == .review {
      if case .fix? = review?.intent { return nil }
      return "all of it is shown"
    }
    return screen == .entries ? nil : noFixReason
  }

  var noTickReason: String? {
    switch review?.intent.mode {
    case .ticked: nil
    case .one where review?.intent == .restore: "one of them is chosen"
    case .one: "one of them is chosen; F fixes several"
    default: "it is made as a whole"
    }
  }

  var noReachReason: String? {
    review.map { $0.reaches.count > 1 } == true ? nil : "there is nothing else to reach"
  }

  var noFixReason: String? { problemsToFix.isEmpty ? "there is no problem here" : nil }

  mutating func propose(_ intent: Intent) -> Next<Request> {
    isWorkingOut = true
    return .perform(.propose(intent), key: RequestKey.propose)
      .and(
        .perform(
          .remind(.showWork("working it out …")),
          key: RequestKey.work,
          after: .milliseconds(150)
        )
      )
  }

  // MARK: Answers

  /// Shows what `intent` comes to.
  mutating func show(_ proposal: Proposal, for intent: Intent) -> Next<Request> {
    let next = Next<Request>.cancel(RequestKey.work)
    isWorkingOut = false
    if toast?.kind == .work { toast = nil }
    var isWidenable = false
    if case .fixAll = intent { isWidenable = wantedReaches.count > 1 }
    if proposal.rows.isEmpty, let note = proposal.notes.first {
      return next.and(tell(note, .failure))
    }
    guard !proposal.rows.isEmpty || isWidenable else {
      return next.and(tell(Self.emptyText(intent), .note))
    }
    var review = ReviewState(proposal, for: intent)
    if case .fixAll = intent {
      review.reaches = wantedReaches
      review.reach = wantedReach
    }
    self.review = review
    go(to: .review)
    return next.and(readDiffs())
  }

  private static func emptyText(_ intent: Intent) -> String {
    switch intent {
    case .fix: "no fix is known for this; Enter edits it"
    case .edit, .create, .duplicate, .rename, .remove: "nothing would change"
    case .restore: "nothing was removed in the last 90 days"
    case .fixAll(let problems): "no fix is known for \(counted(problems.count, "problem"))"
    }
  }

  mutating func take(_ changes: ChangeSet, revision: Int) -> Next<Request> {
    review?.take(changes, revision: revision)
    return review?.isDue == true && review?.changes != nil ? apply() : .wait
  }

  /// The changes are made, those of `failures` excepted.
  mutating func committed(_ commit: Committed) -> Next<Request> {
    isWriting = false
    if screen == .review { goBack() }
    let done = review
    review = nil
    var next = show(commit.catalog).and(.perform(.readActivity))
    if let done, let target = done.target, commit.failures.isEmpty {
      next = next.and(follow(done.intent, to: target))
    } else {
      next = next.and(reopenDetail())
    }
    let files = counted(commit.fileCount, "file")
    if commit.unwanted > 0 {
      let total = Meter.grouped(commit.fileCount + commit.failures.count + commit.unwanted)
      let text = "stopped: \(Meter.grouped(commit.fileCount)) of \(total) files were written"
      return next.and(tell("\(text); u takes them back", .failure))
    }
    guard let failure = commit.failures.first else {
      let place = commit.fileCount == 1 ? "" : " in \(files)"
      return next.and(tell("\(commit.title)\(place); u takes it back", .done))
    }
    let others = commit.failures.count > 1 ? " and \(commit.failures.count - 1) more" : ""
    return next.and(tell("\(failure.reason)\(others); \(files) written", .failure))
  }

  /// Goes on at the entry that there is now.
  private mutating func follow(_ intent: Intent, to target: EntryAddress) -> Next<Request> {
    let entry = EntryReference(collection: target.collection, id: target.id, file: target.file)
    if case .rename = intent, screen != .detail {
      entries.wanted = target.id
      return entries.arrange(catalog)
    }
    let purpose: Purpose = if case .rename = intent { .look(at: nil) } else { .edit(at: nil) }
    return .perform(.open(entry, purpose), key: RequestKey.open)
  }

  // MARK: Commands

  mutating func runInReview(_ command: Command) -> Next<Request> {
    guard var review else {
      goBack()
      return .wait
    }
    switch command {
    case .open, .apply: return apply()
    case .fixAll: return fixAll()
    case .mark: review.toggleTick()
    case .markAll: review.toggleAll()
    case .nextPane, .previousPane: review.isDiffFocused.toggle()
    case .widen, .narrow: return changeReach(by: command == .widen ? 1 : -1)
    default: return .wait
    }
    let isStale = review.changes == nil && review.revision != self.review?.revision
    self.review = review
    guard isStale, review.tickedCount > 0 else { return .wait }
    return .perform(
      .combine(review.narrowed, revision: review.revision),
      key: RequestKey.propose,
      after: .milliseconds(60)
    )
  }

  /// Makes what is shown.
  private mutating func apply() -> Next<Request> {
    guard let review, !isWriting else { return .wait }
    if let reason = review.cannotApplyReason { return tell(reason, .note) }
    guard let changes = review.wanted else {
      self.review?.isDue = true
      return .wait
    }
    guard !changes.isEmpty else { return tell("nothing would change", .note) }
    isWriting = true
    return .finish(.commit(changes), key: RequestKey.commit)
  }

  private mutating func changeReach(by step: Int) -> Next<Request> {
    guard let review, review.reaches.count > 1 else { return .wait }
    wantedReaches = review.reaches
    wantedReach = (review.reach + step + review.reaches.count) % review.reaches.count
    return propose(.fixAll(wantedReaches[wantedReach].problems))
  }
}
