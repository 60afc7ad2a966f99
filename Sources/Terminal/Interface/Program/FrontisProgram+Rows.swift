import Screen
import Sites
import Widgets

/// The header, the status row and the hints.
extension FrontisProgram {
  func header(_ width: Int) -> Header {
    let errors = catalog?.total.errors ?? 0
    let badge: Span? = errors > 0 ? Span("\(errors)", .error) : nil
    let tabs: [(scope: Scope, tab: Tabs.Tab)] = [
      (.overview, Tabs.Tab("Site", key: "1")), (.entries, Tabs.Tab("Entries", key: "2")),
      (.problems, Tabs.Tab("Problems", key: "3", badge: badge)),
      (.build, Tabs.Tab("Build", key: "5", badge: build.isRunning ? Span("…", .accent) : nil)),
    ]
    return Header(
      name: name,
      tabs: tabs,
      chosen: tabs.firstIndex { $0.scope == tabScope } ?? -1,
      counts: counts,
      width: width
    )
  }

  /// The screen whose tab stands out; none does where this one has no tab.
  private var tabScope: Scope {
    switch screen {
    case .detail, .form: .entries
    case .review: trail.last == .detail ? .entries : trail.last ?? .overview
    default: screen
    }
  }

  private var counts: Line {
    guard let total = catalog?.total else { return "" }
    var spans: [Span] = []
    if total.errors > 0 { spans.append(Span(counted(total.errors, "error"), .error)) }
    if total.warnings > 0 {
      spans.append(Span((spans.isEmpty ? "" : "  ") + counted(total.warnings, "warning"), .warning))
    }
    return Line(spans.isEmpty ? [Span("no problems", .ok)] : spans)
  }

  func drawStatus(into canvas: inout Canvas) {
    if isPromptOpen {
      drawPrompt(into: &canvas)
      return
    }
    if let toast {
      StatusBar(toast.line, right: statusRight).draw(into: &canvas)
      return
    }
    StatusBar(statusLeft, right: statusRight).draw(into: &canvas)
  }

  private func drawPrompt(into canvas: inout Canvas) {
    canvas.fill(Rect(0, 0, canvas.width, 1), .status)
    let isFilter = screen == .entries || screen == .problems
    let label = isFilter ? " filter " : " find "
    let used = canvas.put(label, at: .zero, .key)
    let right = statusRight
    let room = canvas.width - used - right.width - 3
    let field: TextField
    switch screen {
    case .entries: field = entries.filter
    case .problems: field = problems.filter
    case .detail: field = detail?.find ?? TextField()
    default: field = build.find
    }
    canvas.inside(Rect(used, 0, max(10, room), 1)) {
      field.draw(into: &$0, isFocused: layer == nil, placeholder: promptExample)
    }
    canvas.put(right, at: .zero, width: canvas.width - 1, align: .right)
  }

  private var promptExample: String {
    switch screen {
    case .entries: "words, key:value, is:error"
    case .problems: "words of the file, rule or message"
    default: "text"
    }
  }

  private var statusLeft: Line {
    if isReading, isReadingShown { return Line(readingText, .accent) }
    switch screen {
    case .overview:
      guard let snapshot = catalog?.snapshot else { return "" }
      return Line(
        "\(counted(snapshot.fileCount, "file")) in \(Self.milliseconds(snapshot.seconds))"
          + (snapshot.changedFileCount > 0 ? ", \(snapshot.changedFileCount) read" : "")
      )
    case .entries:
      var text = selectedEntry?.file ?? ""
      if !entries.filter.isEmpty { text = "filter: \(entries.filter.text)   \(text)" }
      return Line(text)
    case .problems: return Line(problems.selected?.file ?? "")
    case .detail:
      guard let problem = detail?.currentProblem else {
        return Line(detail?.entry.reference.file ?? "")
      }
      return Line(problem.help ?? problem.rule)
    case .form: return form?.statusLine ?? ""
    case .build: return Line(build.command ?? "")
    case .activity: return Line(activity.selected?.text ?? "")
    case .review: return review?.reachLine ?? ""
    }
  }

  /// `reading 412 of 2,420`, or that it has begun.
  var readingText: String { readingMeter?.text ?? "reading the site …" }

  private static func milliseconds(_ seconds: Double) -> String {
    seconds < 1 ? "\(Int((max(0, seconds) * 1000).rounded())) ms" : BuildState.text(seconds)
  }

  private var statusRight: Line {
    let place: (Int, Int)?
    switch screen {
    case .overview: place = nil
    case .entries: place = (entries.list.cursor, entries.list.count)
    case .problems: place = (problems.list.cursor, problems.list.count)
    case .detail: place = detail.map { ($0.position.line - 1, $0.lineStarts.count) }
    case .form: place = nil
    case .build: place = (build.list.cursor, build.list.count)
    case .activity: place = (activity.list.cursor, activity.list.count)
    case .review: place = review.map { ($0.list.cursor, $0.list.count) }
    }
    let marked = screen == .entries ? catalog.map(entries.markCount) ?? 0 : 0
    let marks: Line = marked > 0 ? [Span("\(Meter.grouped(marked)) marked", .mark), "   "] : ""
    guard let place, place.1 > 0 else { return marks }
    return marks + Line("\(Meter.grouped(place.0 + 1))/\(Meter.grouped(place.1))", .muted)
  }

  /// The keys that work right now, most used first.
  var hints: [Hint] {
    if isPromptOpen {
      return [Hint("Enter", "keep"), Hint("Esc", "clear"), Hint("↑↓", "move")]
    }
    switch layer {
    case .drift, .diff: return [Hint("↑↓", "scroll"), Hint("Esc", "close")]
    case .conflict(let conflict):
      return [
        Hint("↑↓", "field"), Hint("←→", "choose"),
        Hint("Enter", conflict.isToSave ? "save" : "go on in the form"),
        Hint("Esc", "back; nothing is written"),
      ]
    default: break
    }
    if let form, screen == .form, let hints = form.typingHints { return hints }
    var seen: Set<Command> = []
    return DefaultKeymap.bindings(in: screen).compactMap { binding in
      guard !binding.hint.isEmpty, seen.insert(binding.command).inserted,
        binding.disabledReason(self) == nil
      else { return nil }
      return Hint(binding.keyText, binding.hint)
    }
  }
}
