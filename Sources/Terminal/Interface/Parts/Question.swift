import Screen
import Widgets

/// Something that the person is asked before it is done.
struct Question: Sendable, Equatable {
  enum Subject: Sendable, Equatable {
    case leaveForm
    case trustSite
    case restore(FormDraft)
  }

  /// One answer, and the letter that gives it.
  struct Answer: Sendable, Equatable {
    var title: String
    var key: Character
  }

  var subject: Subject
  var title: String
  var text: [String]
  var answers: [Answer]
  /// The safe answer at first.
  var chosen = 0

  private static let width = 66

  /// What is set in by spaces, such as a command or a path, is cut; all else is wrapped.
  private static func lines(_ text: String) -> [Line] {
    guard text.hasPrefix("  ") else { return Line.wrapping(text, width: width - 6) }
    let role: Role = text.hasPrefix("  - ") ? .removed : text.hasPrefix("  + ") ? .added : .code
    return [Line(text.shortened(to: width - 6), role)]
  }

  var dialog: Dialog {
    Dialog(
      title: title,
      body: text.flatMap(Self.lines),
      buttons: answers.map { "\($0.key) \($0.title)" },
      chosen: chosen,
      width: Self.width
    )
  }
}

extension Question {
  static func leaveForm(changes: Int) -> Question {
    Question(
      subject: .leaveForm,
      title: "Leave the form?",
      text: [
        "\(changes) \(changes == 1 ? "field is" : "fields are") changed and not saved.",
        "A draft is offered again when the site is opened.",
      ],
      answers: [
        Answer(title: "go on", key: "g"), Answer(title: "save", key: "s"),
        Answer(title: "keep as draft", key: "k"), Answer(title: "discard", key: "D"),
      ]
    )
  }

  static func trust(_ command: String, from origin: String, in root: String) -> Question {
    Question(
      subject: .trustSite,
      title: "Run this site's own build?",
      text: [
        "A build runs what \(origin) says, with your rights:",
        "",
        "  $ \(command)",
        "  in \(root)",
        "",
        "Browsing, checking and editing run nothing. Asked once per site.",
      ],
      answers: [Answer(title: "no", key: "n"), Answer(title: "yes, trust it", key: "y")]
    )
  }

  static func restore(_ draft: FormDraft) -> Question {
    Question(
      subject: .restore(draft),
      title: "Go on with the draft?",
      text: [
        "What was typed into this file was not saved:", "  \(draft.entry.file)", "",
      ] + draft.changes(limit: 8),
      answers: [
        Answer(title: "go on", key: "g"), Answer(title: "later", key: "l"),
        Answer(title: "discard", key: "D"),
      ]
    )
  }
}
