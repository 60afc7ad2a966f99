/// Programs that need neither choices nor registers, as most patterns for slugs and codes.
extension PatternProgram {
  /// Whether a text matches a program that `isStraight`; nil when it is not ASCII as far as that matters.
  func isMatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    if let onlyRun { return onlyRun.isMatch(bytes) }
    return TextMeasure.isASCII(bytes) ? isStepwiseMatch(bytes) : nil
  }

  /// Whether an ASCII text matches, step by step.
  private func isStepwiseMatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let sets = sets.span
    var position = 0
    for instruction in instructions {
      switch instruction {
      case .unit(let unit):
        guard position < bytes.count, UInt16(bytes[position]) == unit else { return false }
        position += 1
      case .set(let index):
        guard position < bytes.count, sets[index].ascii.contains(UInt32(bytes[position])) else {
          return false
        }
        position += 1
      case .wholeRun(let index, let minimum, let maximum):
        let limit = bytes.count - position < maximum ? bytes.count : position + maximum
        let start = position
        let set = sets[index].ascii
        while position < limit, set.contains(UInt32(bytes[position])) { position += 1 }
        guard position - start >= minimum else { return false }
      case .textStart: guard position == 0 else { return false }
      case .textEnd: guard position == bytes.count else { return false }
      case .save: break
      case .accept: return true
      default: return false
      }
    }
    return false
  }

  /// The run that a straight program consists of, if it does.
  func findOnlyRun() -> OnlyRun? {
    var run: OnlyRun?
    var isAtEnd = false
    for instruction in instructions {
      switch instruction {
      case .save, .textStart, .accept: break
      case .wholeRun(let set, let minimum, let maximum) where run == nil && minimum <= maximum:
        run = OnlyRun(set: sets[set].ascii, counts: minimum...maximum)
      case .textEnd where run != nil: isAtEnd = true
      default: return nil
      }
    }
    return isAtEnd ? run : nil
  }
}
