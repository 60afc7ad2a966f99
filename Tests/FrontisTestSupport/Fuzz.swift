import Foundation

/// Random rounds, each from its own seed, until the time is over.
///
/// `FRONTIS_FUZZ_SECONDS` and `FRONTIS_FUZZ_SEED` say how long (one second) and from where.
package enum Fuzz {
  /// What the first round that went wrong says, with its seed; nil when none did.
  ///
  /// A round gives nil when all is well. One that takes longer than `patience` went wrong.
  package static func firstFailure(
    patience: Duration = .seconds(5),
    _ round: (inout SeededGenerator) throws -> String?
  ) rethrows -> String? {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var seed = firstSeed
    while clock.now < end {
      var random = SeededGenerator(seed: seed)
      let start = clock.now
      if let failure = try round(&random) { return "FRONTIS_FUZZ_SEED=\(seed): \(failure)" }
      if clock.now - start > patience { return "FRONTIS_FUZZ_SEED=\(seed): took too long" }
      seed += 1
    }
    if seconds > 1 { print("seeds \(firstSeed) to \(seed - 1)") }
    return nil
  }

  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = environment["FRONTIS_FUZZ_SECONDS"].flatMap(Double.init) ?? 1
  private static let firstSeed = environment["FRONTIS_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
}

extension RandomNumberGenerator {
  /// `bytes` with some of it cut, doubled, replaced, or `tokens` put in.
  package mutating func mutated(_ bytes: [UInt8], tokens: [String]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...5, using: &self) {
      let start = Int.random(in: 0...bytes.count, using: &self)
      let range = start..<start + Int.random(in: 0...min(40, bytes.count - start), using: &self)
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes.removeSubrange(range)
      case 1: bytes.insert(contentsOf: Array(bytes[range]), at: range.lowerBound)
      case 2 where !range.isEmpty:
        bytes[range.lowerBound] = UInt8.random(in: 0...255, using: &self)
      case 3: bytes.removeSubrange(range.upperBound...)
      default:
        let token = tokens.randomElement(using: &self) ?? ""
        bytes.insert(contentsOf: Array(token.utf8), at: range.lowerBound)
      }
    }
    return bytes
  }
}
