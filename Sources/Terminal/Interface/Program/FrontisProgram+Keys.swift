import Loop
import Screen
import Widgets

extension FrontisProgram {
  mutating func press(_ key: Key) -> Next<Request> {
    if let toast, toast.kind == .failure { self.toast = nil }
    if key != "ctrl+c" { isQuitAsked = false }
    if isTooSmall { return key == "q" || key == "ctrl+c" ? run(.quitAtOnce) : .wait }
    if layer != nil { return pressInLayer(key) }
    if let next = pressWhileTyping(key) { return next }
    let keys = chord + [key]
    let wasChord = !chord.isEmpty
    chord = []
    isChordShown = false
    switch DefaultKeymap.meaning(of: keys, in: screen) {
    case .binding(let binding): return run(binding)
    case .prefix:
      chord = keys
      return .perform(.remind(.showChord), key: RequestKey.chord, after: .milliseconds(400))
    case .nothing:
      guard wasChord, key != "esc" else { return .wait }
      return tell("\(Binding.text(keys)) means nothing here; ? shows the keys", .note)
    }
  }

  /// Whether the window shows nothing of the program: then nothing may be changed unseen.
  private var isTooSmall: Bool {
    size.width < Layout.least.width || size.height < Layout.least.height
  }

  /// Does what `binding` says, or says why not.
  mutating func run(_ binding: Binding) -> Next<Request> {
    if let reason = binding.disabledReason(self) { return tell(reason, .note) }
    return run(binding.command)
  }

  private mutating func pressInLayer(_ key: Key) -> Next<Request> {
    guard let layer else { return .wait }
    if key == "ctrl+c" {
      self.layer = nil
      return .wait
    }
    switch layer {
    case .help(var help):
      if help.handle(key) { self.layer = .help(help) } else { self.layer = nil }
      return .wait
    case .palette(let palette): return press(key, in: palette)
    case .question(let question): return press(key, in: question)
    case .conflict(let conflict): return press(key, in: conflict)
    case .prompt(let prompt): return press(key, in: prompt)
    case .drift(var drift):
      self.layer = drift.handle(key) ? .drift(drift) : nil
      return .wait
    case .diff:
      if form?.scrollDiff(key) == true { return .wait }
      self.layer = nil
      return key == "ctrl+s" ? run(.save) : .wait
    }
  }

  /// Nil when nothing is typed into, or when `key` means nothing there.
  private mutating func pressWhileTyping(_ key: Key) -> Next<Request>? {
    if screen == .form { return pressInForm(key) }
    guard isPromptOpen else { return nil }
    switch key {
    case "enter": return closePrompt(clearing: false)
    case "esc", "ctrl+c": return closePrompt(clearing: true)
    case "up", "down", "pgup", "pgdn":
      guard case .binding(let binding) = DefaultKeymap.meaning(of: [key], in: screen) else {
        return .wait
      }
      return run(binding)
    case "ctrl+p", "f1": return nil
    default: return changePrompt { _ = $0.handle(key) } ?? .wait
    }
  }

  private mutating func press(_ key: Key, in question: Question) -> Next<Request> {
    var question = question
    switch key {
    case "esc", "q":
      layer = nil
      return answer(question.subject, nil)
    case "enter":
      layer = nil
      return answer(question.subject, question.answers[question.chosen].key)
    case "left", "h", "shift+tab": question.chosen = max(0, question.chosen - 1)
    case "right", "l", "tab":
      question.chosen = min(question.answers.count - 1, question.chosen + 1)
    default:
      if let typed = key.typed, question.answers.contains(where: { $0.key == typed }) {
        layer = nil
        return answer(question.subject, typed)
      }
    }
    layer = .question(question)
    return .wait
  }

  /// `key` is the answer's letter; nil when the question was closed.
  private mutating func answer(_ subject: Question.Subject, _ key: Character?) -> Next<Request> {
    switch (subject, key) {
    case (.leaveForm, "s"): return save()
    case (.leaveForm, "k"): return leaveForm(keepingDraft: true)
    case (.leaveForm, "D"): return leaveForm(keepingDraft: false)
    case (.trustSite, "y"): return .perform(.trust)
    case (.restore(let draft), "g"):
      return .perform(.open(draft.entry, .restore(draft)), key: RequestKey.open)
    case (.restore(let draft), "D"):
      return .perform(.dropDraft(draft.entry.file)).and(askAboutDrafts())
    case (.restore, _): return askAboutDrafts()
    default: return .wait
    }
  }

  /// Asks about the next draft of an earlier run, when the site is there and nothing else is asked.
  mutating func askAboutDrafts() -> Next<Request> {
    guard layer == nil, screen != .form, catalog != nil, let draft = drafts.first else {
      return .wait
    }
    drafts.removeFirst()
    layer = .question(.restore(draft))
    return .wait
  }
}

// MARK: - Filters and searches

extension FrontisProgram {
  var isPromptOpen: Bool {
    switch screen {
    case .entries: entries.isFilterOpen
    case .problems: problems.isFilterOpen
    case .detail: detail?.isFindOpen == true
    case .build: build.isFindOpen
    case .overview, .form, .activity, .review: false
    }
  }

  mutating func openPrompt() {
    switch screen {
    case .entries: entries.isFilterOpen = true
    case .problems: problems.isFilterOpen = true
    case .detail: detail?.isFindOpen = true
    case .build: build.isFindOpen = true
    case .overview, .form, .activity, .review: break
    }
  }

  private mutating func closePrompt(clearing: Bool) -> Next<Request> {
    var next = Next<Request>.wait
    if clearing { next = changePrompt { $0 = TextField() } ?? .wait }
    entries.isFilterOpen = false
    problems.isFilterOpen = false
    detail?.isFindOpen = false
    build.isFindOpen = false
    return next
  }

  /// Lets `change` change what is typed and follows it; nil when nothing is typed into.
  mutating func changePrompt(_ change: (inout TextField) -> Void) -> Next<Request>? {
    guard isPromptOpen else { return nil }
    switch screen {
    case .entries:
      let text = entries.filter.text
      change(&entries.filter)
      return entries.filter.text == text ? .wait : entries.arrange(catalog)
    case .problems:
      let text = problems.filter.text
      change(&problems.filter)
      if problems.filter.text != text { problems.narrow() }
    case .detail:
      guard var detail else { return nil }
      change(&detail.find)
      detail.moveToHit(from: detail.list.cursor, by: 1)
      self.detail = detail
    case .build:
      change(&build.find)
      build.moveToHit(from: build.list.cursor, by: -1)
    case .overview, .form, .activity, .review: return nil
    }
    return .wait
  }
}
