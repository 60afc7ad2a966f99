/// What an acceptor says of a value.
enum Verdict: UInt8 {
  /// It fits, and is its own output.
  case same
  /// It fits, and the output is another value.
  case changed
  /// It does not fit.
  case rejected
  /// Somebody else must look.
  case unsure

  var isGood: Bool { self == .same || self == .changed }
}
