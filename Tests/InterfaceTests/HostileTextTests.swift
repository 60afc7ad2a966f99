import Diagnostics
import Interface
import Loop
import Screen
import ScreenTestSupport
import Sites
import Testing
import Values

/// What a site's files say never reaches a cell as a control character.
@Suite struct HostileTextTests {
  private static let evil = "\u{1B}]0;owned\u{07}\u{1B}[2J\u{9B}31m\r\n\t\u{202E}x\u{0}"

  private static var snapshot: SiteSnapshot {
    let problem = Problem(
      rule: evil,
      severity: .error,
      message: evil,
      collection: "c\(evil)",
      entry: evil,
      path: [.key(evil)],
      file: "a/\(evil).md",
      help: evil
    )
    let entry = EntrySummary(
      id: evil,
      file: "a/\(evil).md",
      title: evil,
      cells: [.string(evil)],
      problems: [problem]
    )
    let collection = CollectionSnapshot(
      name: "c\(evil)",
      loader: .glob,
      base: evil,
      status: .failed(evil),
      columns: [EntryColumn(key: evil, kind: .text)],
      entries: [entry]
    )
    return SiteSnapshot(
      root: "/\(evil)",
      name: evil,
      config: evil,
      astroVersion: evil,
      collections: [collection],
      problems: [problem]
    )
  }

  private static var entry: OpenEntry {
    var entry = SampleSite.hello
    entry.reference.id = evil
    entry.bytes = Array("---\ntitle: \(evil)\n---\n\(evil)".utf8)
    entry.data = ["title": .string(evil), "tags": [.string(evil)], evil: .string(evil)]
    entry.problems = [
      Problem(
        rule: evil,
        severity: .error,
        message: evil,
        path: ["title"],
        file: evil,
        span: SourceSpan(4..<9, in: SourceText(entry.bytes)),
        help: evil
      )
    ]
    return entry
  }

  @Test(
    arguments: ["", "<enter>", "<enter>/\u{E9}", "3", "5", "?", ":", "G", "B"],
    [Size(80, 24), Size(160, 48)]
  )
  func `no screen shows a control character`(keys: String, size: Size) {
    var program = FrontisProgram(
      root: "/\(Self.evil)",
      name: Self.evil,
      catalog: Catalog(Self.snapshot),
      size: size
    )
    _ = program.update(.reported([ActivityLine(time: Self.evil, kind: Self.evil, text: Self.evil)]))
    _ = program.update(.built(.line(Self.evil, isError: true)))
    _ = program.update(.failed(Self.evil))
    expectClean(Frontis.frame(program, size))
    program.press(keys)
    expectClean(Frontis.frame(program, size))
  }

  @Test(arguments: [Purpose.look(at: nil), .edit(at: nil)], [Size(80, 24), Size(160, 48)])
  func `no entry shows a control character`(purpose: Purpose, size: Size) {
    var program = FrontisProgram(
      root: "/s",
      name: "s",
      catalog: Catalog(Self.snapshot),
      size: size
    )
    _ = program.update(.opened(Self.entry, purpose: purpose, today: Frontis.today))
    expectClean(Frontis.frame(program, size))
    program.press("<enter>")
    expectClean(Frontis.frame(program, size))
  }

  private func expectClean(_ frame: Frame) {
    for cell in frame.cells {
      for scalar in cell.glyph.text.unicodeScalars {
        #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        #expect(!(0x202A...0x202E).contains(scalar.value))
      }
    }
  }
}
