import Diagnostics
import Testing

@Test func `an error matters more than a warning, a warning more than a hint`() {
  #expect(Severity.allCases.sorted() == [.hint, .warning, .error])
}
