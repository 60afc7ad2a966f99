/// Turns the bytes a terminal sends into events.
///
/// Any bytes may come, cut anywhere: what is unknown is dropped, and nothing grows without bound.
package struct InputDecoder: Sendable {
  /// A person waits no longer than this for Escape to be told from the start of a sequence.
  package static let escapePatience = Duration.milliseconds(25)
  /// A paste whose end does not come is over after so long a silence.
  package static let pastePatience = Duration.seconds(1)
  /// Bytes of one paste; the rest is dropped.
  package static let largestPaste = 4 << 20
  /// No reply or key is longer.
  static let longestSequence = 4096

  /// Keys that only this terminal's description knows, by their bytes.
  private let known: [[UInt8]: Key]
  /// Bytes that may be the start of something.
  private var pending: [UInt8] = []
  /// The text pasted so far; nil when no paste is under way.
  private var paste: [UInt8]?
  /// In a reply too long to keep, until its end.
  private var isSkipping = false

  package init(known: [[UInt8]: Key] = [:]) { self.known = known }

  /// How long to wait for more bytes before `flush` is called; nil when nothing waits.
  package var patience: Duration? {
    if paste != nil { return Self.pastePatience }
    return pending.isEmpty ? nil : Self.escapePatience
  }

  /// The events that are complete with `bytes`.
  package mutating func decode(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    var events: [InputEvent] = []
    pending.append(contentsOf: bytes)
    var position = 0
    while position < pending.count {
      if paste != nil {
        guard takePaste(&position, into: &events) else { break }
        continue
      }
      if isSkipping {
        guard skip(&position) else { break }
        continue
      }
      switch SequenceReader(bytes: pending, start: position, known: known).read() {
      case .event(let event, let length):
        events.append(event)
        position += length
      case .nothing(let length): position += length
      case .pasteStart(let length):
        paste = []
        position += length
      case .incomplete:
        guard pending.count - position > Self.longestSequence else {
          pending.removeFirst(position)
          return events
        }
        isSkipping = true
      }
    }
    pending.removeFirst(Swift.min(position, pending.count))
    return events
  }

  /// What the bytes that wait mean if nothing follows them.
  package mutating func flush() -> [InputEvent] {
    defer {
      pending = []
      isSkipping = false
    }
    if let text = paste {
      paste = nil
      return [.paste(Self.text(of: text + pending))]
    }
    guard !isSkipping, let first = pending.first else { return [] }
    guard first == 0x1B else { return [.key(Key(.character("\u{FFFD}")))] }
    if pending.count == 1 { return [.key(Key(.escape))] }
    guard pending.count == 2 else { return [] }
    if pending[1] == 0x1B { return [.key(Key(.escape)), .key(Key(.escape))] }
    return [.key(Key(.character(Character(Unicode.Scalar(pending[1]))), .alt))]
  }
}

// MARK: - Paste and overlong replies

extension InputDecoder {
  private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

  /// Moves pasted bytes out of `pending`; false when the end has not come yet.
  private mutating func takePaste(_ position: inout Int, into events: inout [InputEvent]) -> Bool {
    let start = position
    while position < pending.count {
      if pending[position] == 0x1B {
        let candidate = pending[position...].prefix(Self.pasteEnd.count)
        if candidate.elementsEqual(Self.pasteEnd) {
          addToPaste(start..<position)
          events.append(.paste(Self.text(of: paste ?? [])))
          paste = nil
          position += Self.pasteEnd.count
          return true
        }
        // The end may be cut here.
        if Self.pasteEnd.starts(with: candidate) { break }
      }
      position += 1
    }
    addToPaste(start..<position)
    return false
  }

  private mutating func addToPaste(_ range: Range<Int>) {
    guard let count = paste?.count, count < Self.largestPaste else { return }
    paste?.append(contentsOf: pending[range].prefix(Self.largestPaste - count))
  }

  /// CR LF and CR become LF, as every terminal sends line ends differently.
  private static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var last: UInt8 = 0
    for byte in bytes {
      if byte == 0x0D {
        text.append(0x0A)
      } else if byte != 0x0A || last != 0x0D {
        text.append(byte)
      }
      last = byte
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Moves past the end of a string sequence; false when it has not come yet.
  private mutating func skip(_ position: inout Int) -> Bool {
    while position < pending.count {
      let byte = pending[position]
      position += 1
      if byte == 0x07 || byte == 0x5C || byte == 0x18 {
        isSkipping = false
        return true
      }
    }
    return false
  }
}
