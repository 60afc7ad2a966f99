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
  /// It fits as far as could be seen; the rest waits for what functions of the site return.
  case pending
}
