/// What another program writes, up to a limit.
actor ProgramOutput {
  private var bytes: [UInt8] = []

  private static let limit = 4 << 20

  func add(_ piece: [UInt8]) {
    if bytes.count < Self.limit { bytes += piece }
  }

  /// Without their endings; empty lines too.
  var lines: [String] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
