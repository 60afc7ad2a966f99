import Screen

/// Reads one key, mouse event or reply at a place in a terminal's bytes.
///
/// The sequences are xterm's (ctlseqs), which practically all terminals send, the kitty keyboard
/// protocol's `CSI u`, and the function keys of the Linux console.
struct SequenceReader {
  enum Result {
    case event(InputEvent, length: Int)
    /// So many bytes mean nothing to us.
    case nothing(length: Int)
    case pasteStart(length: Int)
    /// More bytes must come first.
    case incomplete
  }

  let bytes: [UInt8]
  let start: Int
  let known: [[UInt8]: Key]

  func read() -> Result {
    bytes[start] == 0x1B ? readEscape(at: start) : readCharacter(at: start)
  }

  private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func key(_ code: KeyCode, _ modifiers: Modifiers = [], _ length: Int) -> Result {
    .event(.key(Key(code, modifiers)), length: length)
  }
}

// MARK: - Characters

extension SequenceReader {
  private func readCharacter(at index: Int) -> Result {
    let first = bytes[index]
    switch first {
    case 0x0D, 0x0A: return key(.enter, [], 1)
    case 0x09: return key(.tab, [], 1)
    case 0x08, 0x7F: return key(.backspace, [], 1)
    case 0x00: return key(.character(" "), .ctrl, 1)
    case 0x01...0x1A: return control(first + 0x60)
    case 0x1C...0x1F: return control(first + 0x40)
    case 0x20..<0x7F: return key(.character(Character(Unicode.Scalar(first))), [], 1)
    default: return readScalar(at: index)
    }
  }

  private func control(_ letter: UInt8) -> Result {
    let lower = Unicode.Scalar(letter).properties.lowercaseMapping
    return key(.character(Character(lower)), .ctrl, 1)
  }

  /// A character of several bytes.
  private func readScalar(at index: Int) -> Result {
    let length: Int
    switch bytes[index] {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return key(.character("\u{FFFD}"), [], 1)
    }
    let end = Swift.min(index + length, bytes.count)
    for next in index + 1..<end where bytes[next] & 0xC0 != 0x80 {
      return key(.character("\u{FFFD}"), [], next - index)
    }
    guard end == index + length else { return .incomplete }
    let text = String(decoding: bytes[index..<end], as: UTF8.self)
    guard text.unicodeScalars.count == 1, let character = text.first else {
      return key(.character("\u{FFFD}"), [], length)
    }
    // C1 controls written as UTF-8 are no characters.
    return character.unicodeScalars.allSatisfy { $0.value >= 0xA0 }
      ? key(.character(character), [], length) : .nothing(length: length)
  }
}

// MARK: - Escape

extension SequenceReader {
  private func readEscape(at index: Int) -> Result {
    switch byte(index + 1) {
    case nil: return .incomplete
    case 0x5B: return readControlSequence(at: index)
    case 0x4F: return readSingleShift(at: index)
    case 0x5D, 0x50, 0x5F, 0x5E, 0x58: return readString(at: index)
    case 0x1B:
      // Alt with a key that is itself a sequence; a third Escape is a key press of its own.
      guard let third = byte(index + 2) else { return .incomplete }
      guard third == 0x5B || third == 0x4F else { return key(.escape, [], 1) }
      return withAlt(readEscape(at: index + 1))
    default: return withAlt(readCharacter(at: index + 1))
    }
  }

  private func withAlt(_ result: Result) -> Result {
    switch result {
    case .event(.key(var key), let length):
      key.modifiers.insert(.alt)
      return .event(.key(key), length: length + 1)
    case .event(let event, let length): return .event(event, length: length + 1)
    case .nothing(let length): return .nothing(length: length + 1)
    case .pasteStart(let length): return .pasteStart(length: length + 1)
    case .incomplete: return .incomplete
    }
  }

  /// `ESC O` and one byte, which may follow a modifier.
  private func readSingleShift(at index: Int) -> Result {
    guard let final = byte(index + 2) else { return .incomplete }
    let code: KeyCode? =
      switch final {
      case 0x4D: .enter
      default: Self.cursorKey(final)
      }
    guard let code else { return lookUp(index..<index + 3) }
    return key(code, [], 3)
  }

  /// OSC, DCS, APC, PM, SOS: text up to BEL or `ESC \`.
  private func readString(at index: Int) -> Result {
    var end = index + 2
    while let next = byte(end) {
      if next == 0x07 { return reply(index + 2..<end, length: end + 1 - index) }
      if next == 0x1B {
        guard let after = byte(end + 1) else { return .incomplete }
        guard after == 0x5C else { return .nothing(length: end - index) }
        return reply(index + 2..<end, length: end + 2 - index)
      }
      end += 1
    }
    return .incomplete
  }

  /// Of all replies only the background's colour (OSC 11) is of use.
  private func reply(_ range: Range<Int>, length: Int) -> Result {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard bytes[range.lowerBound - 1] == 0x5D, text.hasPrefix("11;rgb:") else {
      return .nothing(length: length)
    }
    let parts = text.dropFirst(7).split(separator: "/")
    let levels = parts.compactMap { part -> Double? in
      guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
      return Double(value) / Double(1 << (4 * part.count) - 1)
    }
    guard levels.count == 3 else { return .nothing(length: length) }
    // ITU-R BT.709: what each colour adds to brightness.
    let brightness = 0.2126 * levels[0] + 0.7152 * levels[1] + 0.0722 * levels[2]
    return .event(.background(isDark: brightness < 0.5), length: length)
  }

  private func lookUp(_ range: Range<Int>) -> Result {
    guard let found = known[Array(bytes[range])] else { return .nothing(length: range.count) }
    return .event(.key(found), length: range.count)
  }
}

// MARK: - Control sequences

extension SequenceReader {
  /// `ESC [`, parameters, and a final byte.
  private func readControlSequence(at index: Int) -> Result {
    var end = index + 2
    // The Linux console's F1 to F5.
    if byte(end) == 0x5B {
      guard let letter = byte(end + 1) else { return .incomplete }
      guard (0x41...0x45).contains(letter) else { return .nothing(length: 3) }
      return key(.function(Int(letter) - 0x40), [], 4)
    }
    while let next = byte(end), (0x20...0x3F).contains(next) { end += 1 }
    guard let final = byte(end) else { return .incomplete }
    guard (0x40...0x7E).contains(final) else { return .nothing(length: end - index) }
    let length = end + 1 - index
    let marker = bytes[index + 2]
    let parameters = numbers(index + 2..<end)
    if marker == 0x3C { return mouse(parameters, isRelease: final == 0x6D, length) }
    if marker == 0x3F {
      // Mode 2031's report: 1 is dark, 2 is light.
      guard final == 0x6E, parameters.first == 997, parameters.count == 2 else {
        return .nothing(length: length)
      }
      return .event(.background(isDark: parameters[1] == 1), length: length)
    }
    let modifiers = Self.modifiers(parameters.count > 1 ? parameters[1] : 1)
    switch final {
    case 0x49 where parameters.isEmpty: return .event(.focus(true), length: length)
    case 0x4F where parameters.isEmpty: return .event(.focus(false), length: length)
    case 0x4D where parameters.isEmpty:
      // The mouse as terminals of old report it; we ask for the other way.
      return byte(end + 3) == nil ? .incomplete : .nothing(length: length + 3)
    case 0x5A: return key(.tab, modifiers.union(.shift), length)
    case 0x75: return unicodeKey(parameters, modifiers, length)
    case 0x7E: return tildeKey(parameters, modifiers, index, length)
    default:
      guard let code = Self.cursorKey(final), (parameters.first ?? 1) == 1 else {
        return lookUp(index..<index + length)
      }
      return key(code, modifiers, length)
    }
  }

  /// The parameters' first numbers; those after a colon are left out.
  private func numbers(_ range: Range<Int>) -> [Int] {
    guard !range.isEmpty else { return [] }
    var numbers = [0]
    var isSub = false
    for index in range {
      switch bytes[index] {
      case 0x30...0x39 where !isSub:
        numbers[numbers.count - 1] =
          Swift.min(numbers[numbers.count - 1], 100_000_000) * 10 + Int(bytes[index] - 0x30)
      case 0x3A: isSub = true
      case 0x3B:
        numbers.append(0)
        isSub = false
      default: break
      }
    }
    return numbers
  }

  private func tildeKey(
    _ parameters: [Int],
    _ modifiers: Modifiers,
    _ index: Int,
    _ length: Int
  ) -> Result {
    let code: KeyCode
    switch parameters.first ?? 0 {
    case 1, 7: code = .home
    case 2: code = .insert
    case 3: code = .delete
    case 4, 8: code = .end
    case 5: code = .pageUp
    case 6: code = .pageDown
    case let number where (11...15).contains(number): code = .function(number - 10)
    case let number where (17...21).contains(number): code = .function(number - 11)
    case let number where (23...26).contains(number): code = .function(number - 12)
    case let number where (28...29).contains(number): code = .function(number - 13)
    case let number where (31...34).contains(number): code = .function(number - 14)
    case 27 where parameters.count == 3:
      return unicodeKey([parameters[2]], modifiers, length)
    case 200: return .pasteStart(length: length)
    default: return lookUp(index..<index + length)
    }
    return key(code, modifiers, length)
  }

  /// A key by its code point, as the kitty protocol and xterm's modifyOtherKeys send it.
  private func unicodeKey(_ parameters: [Int], _ modifiers: Modifiers, _ length: Int) -> Result {
    switch parameters.first ?? 0 {
    case 13, 57414: return key(.enter, modifiers, length)
    case 27: return key(.escape, modifiers, length)
    case 9: return key(.tab, modifiers, length)
    case 8, 127: return key(.backspace, modifiers, length)
    case let value:
      guard value >= 0x20, value < 0xE000 || value > 0xF8FF, let number = UInt32(exactly: value),
        let scalar = Unicode.Scalar(number), !(0x7F..<0xA0).contains(number)
      else { return .nothing(length: length) }
      guard modifiers.contains(.shift), let upper = String(scalar).uppercased().first else {
        return key(.character(Character(scalar)), modifiers, length)
      }
      return key(.character(upper), modifiers.subtracting(.shift), length)
    }
  }

  private func mouse(_ parameters: [Int], isRelease: Bool, _ length: Int) -> Result {
    guard parameters.count == 3 else { return .nothing(length: length) }
    let bits = parameters[0]
    let point = Point(Swift.max(0, parameters[1] - 1), Swift.max(0, parameters[2] - 1))
    var modifiers: Modifiers = []
    if bits & 4 != 0 { modifiers.insert(.shift) }
    if bits & 8 != 0 { modifiers.insert(.alt) }
    if bits & 16 != 0 { modifiers.insert(.ctrl) }
    var action: MouseEvent.Action = isRelease ? .release : bits & 32 != 0 ? .drag : .press
    var button: MouseEvent.Button = [.left, .middle, .right, .none][bits & 3]
    if bits & 64 != 0 {
      guard bits & 3 < 2 else { return .nothing(length: length) }
      action = bits & 1 == 0 ? .wheelUp : .wheelDown
      button = .none
    }
    return .event(.mouse(MouseEvent(action, button, at: point, modifiers)), length: length)
  }

  /// The key of a final byte, after `ESC [` or `ESC O`.
  private static func cursorKey(_ final: UInt8) -> KeyCode? {
    switch final {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x46: .end
    case 0x48: .home
    case 0x50...0x53: .function(Int(final) - 0x4F)
    default: nil
    }
  }

  private static func modifiers(_ parameter: Int) -> Modifiers {
    let bits = Swift.max(0, parameter - 1)
    var modifiers: Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 2 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.ctrl) }
    return modifiers
  }
}
