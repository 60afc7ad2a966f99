/// The texts of an enum, to ask whether one is among them.
final class ChoiceSet: Sendable {
  private let texts: [String]
  private let packed: [PackedText]
  /// Where texts stand by their bits, most of them in the place that `slot` names, others right after it.
  private let slots: [TextBits]
  private let shift: UInt64

  init(_ texts: [String]) {
    self.texts = texts
    packed = texts.map { PackedText($0) }
    // With a quarter of the places taken, most searches end where they begin.
    let width = (UInt64(texts.count * 4) | 3).nextPowerOfTwoExponent
    var slots = [TextBits](repeating: .none, count: 1 << width)
    shift = 64 - width
    for text in texts {
      let bits = TextBits(text)
      var slot = bits.slot(shift: shift)
      while slots[slot] != .none { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = bits
    }
    self.slots = slots
  }

  func contains(_ text: String) -> Bool {
    let bits = TextBits(text)
    let isKnown = slots.withUnsafeBufferPointer { slots in
      var slot = bits.slot(shift: shift)
      while true {
        if slots[slot] == bits { return true }
        if slots[slot] == .none { return false }
        slot = (slot + 1) & (slots.count - 1)
      }
    }
    return isKnown || containsByBytes(text)
  }

  /// Texts that are the same may have other bits.
  @inline(never)
  private func containsByBytes(_ text: String) -> Bool {
    let wanted = text.utf8.withContiguousStorageIfAvailable { PackedText($0) } ?? PackedText(text)
    return packed.indices.contains { place in
      packed[place] == wanted
        && (wanted.isWhole || text.utf8.elementsEqual(texts[place].utf8))
    }
  }
}

extension UInt64 {
  /// Of the least power of two that is greater.
  fileprivate var nextPowerOfTwoExponent: UInt64 { UInt64(Self.bitWidth - leadingZeroBitCount) }
}
