import SystemPackage

/// The descriptors that starting a program takes, for pipes and for waiting.
///
/// swift-subprocess ends this process where the system gives it none, so that they are tried before.
enum SpareDescriptors {
  /// More than a start takes; files that are opened meanwhile need some too.
  private static let count = 24

  /// Throws when there are not enough of them to start `program`.
  static func require(for program: String) throws(ProgramRun.Failure) {
    var opened: [FileDescriptor] = []
    defer {
      for descriptor in opened {
        // Nothing was written to it that could be lost.
        try? descriptor.close()
      }
    }
    do {
      for _ in 0..<count { opened.append(try FileDescriptor.open("/dev/null", .readOnly)) }
    } catch {
      throw ProgramRun.Failure(
        program: program,
        reason: "too many files are open; 'ulimit -n' says how many may be",
        isForWantOfDescriptors: true
      )
    }
  }
}
