/// What one cell shows: a base character with its marks, safe to send to a terminal.
///
/// There is no way to make one from a control character: stand-ins take their place. An emoji made
/// of several joined ones is shown by its first, since terminals disagree about the width of the
/// whole.
package struct Glyph: Sendable, Hashable {
  /// Up to three marks of 21 bits each, first in the lowest bits; 0 where there is none.
  private var packedMarks: UInt64
  private var packedBase: UInt32
  /// In cells: 1 or 2, or 0 for the right half of a wide one.
  package private(set) var width: UInt8

  package static let space = Glyph(ascii: 0x20)
  /// The right half of a wide glyph.
  static let continuation = Glyph(base: 0, width: 0)
  /// Stands for what has no picture of its own.
  package static let replacement = Glyph(base: 0xFFFD, width: 1)

  private init(base: UInt32, width: UInt8) {
    packedMarks = 0
    packedBase = base
    self.width = width
  }

  /// `byte` must be in `0x20...0x7E`.
  init(ascii byte: UInt8) { self.init(base: UInt32(byte), width: 1) }

  /// The first glyph of `character`; a stand-in when it cannot be shown.
  package init(_ character: Character) {
    var first = Glyph.replacement
    Glyph.eachOfCluster(character.unicodeScalars) { glyph in
      first = glyph
      return false
    }
    self = first
  }

  /// The base, or nil for the right half of a wide glyph.
  package var base: Unicode.Scalar? { width == 0 ? nil : Unicode.Scalar(packedBase) }

  /// The marks that follow the base.
  package var marks: [Unicode.Scalar] {
    guard packedMarks != 0 else { return [] }
    return [0, 21, 42].compactMap { shift in
      let value = UInt32(packedMarks >> UInt64(shift) & 0x1F_FFFF)
      return value == 0 ? nil : Unicode.Scalar(value)
    }
  }

  /// The text that is shown; empty for the right half of a wide glyph.
  package var text: String {
    guard let base else { return "" }
    var text = String(Character(base))
    for mark in marks { text.unicodeScalars.append(mark) }
    return text
  }

  /// Adds `mark` when there is room, else drops it.
  private mutating func append(mark: Unicode.Scalar) {
    for shift in [0, 21, 42] as [UInt64] where packedMarks >> shift & 0x1F_FFFF == 0 {
      packedMarks |= UInt64(mark.value) << shift
      return
    }
  }
}

// MARK: - Text to glyphs

extension Glyph {
  /// Calls `body` for the glyphs of `text` in order until it returns false.
  package static func each(in text: String, _ body: (Glyph) -> Bool) {
    var text = text
    let isPlain = text.withUTF8 { bytes in bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
    if isPlain {
      for byte in text.utf8 where !body(Glyph(ascii: byte)) { return }
      return
    }
    for character in text {
      if let byte = character.utf8.first, byte >= 0x20, byte < 0x7F, character.utf8.count == 1 {
        guard body(Glyph(ascii: byte)) else { return }
      } else {
        guard eachOfCluster(character.unicodeScalars, body) else { return }
      }
    }
  }

  /// False when `body` returned false.
  @discardableResult
  private static func eachOfCluster(
    _ scalars: Character.UnicodeScalarView,
    _ body: (Glyph) -> Bool
  ) -> Bool {
    var current: Glyph?
    var isPicture = false
    for scalar in scalars {
      switch Kind(of: scalar) {
      case .shown(let width):
        // The rest of an emoji sequence is left out; two regional indicators are a flag.
        if current != nil, isPicture { continue }
        if let glyph = current, !body(glyph) { return false }
        isPicture = scalar.properties.isEmojiPresentation && !isRegionalIndicator(scalar)
        current = Glyph(base: scalar.value, width: UInt8(width))
      case .mark:
        if current == nil { current = Glyph(base: 0x25CC, width: 1) }
        current?.append(mark: scalar)
      case .pictureSelector:
        guard current?.width == 1, current?.base?.properties.isEmoji == true else { continue }
        isPicture = true
        current?.width = 2
      case .joiner:
        // Between emoji it joins what is left out, in Indic and Arabic text it shapes letters;
        // after other letters it can only hide something.
        if isPicture { continue }
        if let base = current?.base, base.value >= 0x600 { continue }
        if let glyph = current, !body(glyph) { return false }
        current = .replacement
      case .standIn(let glyph):
        if current != nil, isPicture, scalar.value >= 0xE0020 { continue }
        if let glyph = current, !body(glyph) { return false }
        current = glyph
        isPicture = false
      case .ignored: continue
      }
    }
    guard let glyph = current else { return true }
    return body(glyph)
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  /// How a scalar takes part in a glyph.
  private enum Kind {
    case shown(width: Int)
    case mark
    /// VS16 asks for the coloured, two cells wide form.
    case pictureSelector
    case joiner
    /// Must not reach a terminal as it is.
    case standIn(Glyph)
    /// Changes nothing that a cell can show.
    case ignored

    init(of scalar: Unicode.Scalar) {
      let value = scalar.value
      switch value {
      case 0..<0x20: self = .standIn(Glyph(base: 0x2400 + value, width: 1))
      case 0x7F: self = .standIn(Glyph(base: 0x2421, width: 1))
      case 0x20..<0x7F: self = .shown(width: 1)
      case 0xAD: self = .standIn(Glyph(base: 0x2D, width: 1))
      case 0xFE0F: self = .pictureSelector
      case 0xFE00...0xFE0E: self = .ignored
      case 0x200C, 0x200D: self = .joiner
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
          self = .standIn(.replacement)
        default:
          let width = CellWidth.of(scalar)
          self = width == 0 ? .mark : .shown(width: width)
        }
      }
    }
  }
}
