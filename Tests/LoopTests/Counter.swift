import Loop
import Screen

/// A small program that uses everything the loop offers.
struct Counter: Program {
  enum Message: Sendable { case typed(Key), pasted(String), told(String), ended }
  enum Request: Sendable, Equatable { case search(String), save, edit, wait }

  var text = ""
  var notes: [String] = []

  func message(for event: InputEvent) -> Message? {
    switch event {
    case .key(let key): .typed(key)
    case .paste(let text): .pasted(text)
    case .resumed: .told("resumed")
    case .ending: .ended
    default: nil
    }
  }

  mutating func update(_ message: Message) -> Next<Request> {
    switch message {
    case .told(let note): notes.append(note)
    case .pasted(let pasted): text += pasted
    case .ended: return .finish(.save)
    case .typed("ctrl+s"): return .finish(.save, key: "save")
    case .typed("ctrl+e"): return .lendTerminal(.edit)
    case .typed("ctrl+t"): return .perform(.wait, key: "wait", after: .seconds(2))
    case .typed("ctrl+y"): return .tell(.copy(text)).and(.perform(.wait))
    case .typed("esc"): return .cancel("search").and(.cancel("wait"))
    case .typed("ctrl+x"): return .stop("save")
    case .typed("ctrl+q"): return .quit
    case .typed(let key):
      guard let typed = key.typed else { return .wait }
      text.append(typed)
      return .perform(.search(text), key: "search")
    }
    return .wait
  }

  func render(into canvas: inout Canvas) {
    canvas.put("text: \(text)", at: .zero)
    for (row, note) in notes.enumerated() { canvas.put(note, at: Point(0, row + 1)) }
  }
}
