import Foundation

/// Where each place of a bundle comes from (Source Map Revision 3).
package struct SourceMap: Sendable, Codable, Equatable {
  /// A place in a source, line and column as esbuild counts them.
  package struct Place: Sendable, Hashable {
    /// As the map names it: relative to where the bundle was written.
    package var source: String
    /// 1-based.
    package var line: Int
    /// 1-based, in UTF-16 units.
    package var column: Int

    package init(source: String, line: Int, column: Int) {
      self.source = source
      self.line = line
      self.column = column
    }
  }

  private var sources: [String]
  private var mappings: String

  package init(sources: [String], mappings: String) {
    self.sources = sources
    self.mappings = mappings
  }

  /// Reads a map's JSON; throws when it is none.
  init(json: Data) throws {
    self = try JSONDecoder().decode(SourceMap.self, from: json)
  }

  /// The sources, each replaced by what `rename` makes of it.
  func renamingSources(_ rename: (String) -> String) -> SourceMap {
    SourceMap(sources: sources.map(rename), mappings: mappings)
  }

  /// The same for code that stands a line further down.
  func belowOneLine() -> SourceMap { SourceMap(sources: sources, mappings: ";" + mappings) }

  /// Where the code at a 1-based line and column comes from, or nil; O(mappings).
  func place(line: Int, column: Int) -> Place? {
    var reader = MappingReader(mappings.utf8)
    var best: Place?
    while let segment = reader.next(), segment.line < line {
      guard segment.line == line - 1 else { continue }
      if segment.column > column - 1 { break }
      guard let source = segment.source, sources.indices.contains(source) else {
        best = nil
        continue
      }
      best = Place(
        source: sources[source],
        line: segment.sourceLine + 1,
        column: segment.sourceColumn + 1
      )
    }
    return best
  }
}

/// One group of `mappings` after another; all numbers 0-based.
private struct MappingReader {
  struct Segment {
    var line = 0
    var column = 0
    /// Nil for code that has no source.
    var source: Int?
    var sourceLine = 0
    var sourceColumn = 0
  }

  private var rest: Substring.UTF8View
  private var segment = Segment()
  private var source = 0

  init(_ mappings: String.UTF8View) { rest = mappings[...] }

  mutating func next() -> Segment? {
    while let byte = rest.first, byte == 0x3B || byte == 0x2C {
      rest = rest.dropFirst()
      if byte == 0x3B {
        segment.line += 1
        segment.column = 0
      }
    }
    guard let column = number() else { return nil }
    segment.column += column
    guard let sourceStep = number() else {
      segment.source = nil
      return segment
    }
    source += sourceStep
    segment.source = source
    segment.sourceLine += number() ?? 0
    segment.sourceColumn += number() ?? 0
    // The name's number.
    _ = number()
    return segment
  }

  /// A base 64 number of variable length, or nil at the end of a group.
  private mutating func number() -> Int? {
    var value = 0
    var shift = 0
    while let byte = rest.first, let digit = Self.digit(byte), shift < 60 {
      rest = rest.dropFirst()
      value |= (digit & 31) << shift
      shift += 5
      if digit & 32 == 0 { return value & 1 == 0 ? value >> 1 : -(value >> 1) }
    }
    return nil
  }

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x41...0x5A: Int(byte) - 0x41
    case 0x61...0x7A: Int(byte) - 0x61 + 26
    case 0x30...0x39: Int(byte) - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
