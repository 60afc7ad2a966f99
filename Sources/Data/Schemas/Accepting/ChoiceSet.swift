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
    let shift = 64 - width
    for text in texts {
      let bits = TextBits(text)
      let place = slots.withUnsafeBufferPointer { Self.place(of: bits, in: $0, shift) }
      slots[place] = bits
    }
    (self.slots, self.shift) = (slots, shift)
  }

  func contains(_ text: String) -> Bool {
    let bits = TextBits(text)
    let isKnown = slots.withUnsafeBufferPointer { slots in
      slots[Self.place(of: bits, in: slots, shift)] == bits
    }
    return isKnown || containsByBytes(text)
  }

  /// Where the bits stand, or would.
  @inline(__always)
  private static func place(
    of bits: TextBits,
    in slots: UnsafeBufferPointer<TextBits>,
    _ shift: UInt64
  ) -> Int {
    var place = bits.slot(shift: shift)
    while slots[place] != bits, slots[place] != .none { place = (place + 1) & (slots.count - 1) }
    return place
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
