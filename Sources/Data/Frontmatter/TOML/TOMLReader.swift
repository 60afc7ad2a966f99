import Diagnostics

/// Reads TOML, with smol-toml's values and words, keeping every position.
package enum TOMLReader {
  /// The tree of the TOML at `range` of `file`, or why it is none.
  ///
  /// A table's node runs from its header to its last value; a table's values come after those of
  /// the tables above it, whatever their order in the file. Offset dates are dates; local ones are
  /// read as UTC, a local time on 0000-01-01. The reason is smol-toml's, without the
  /// `Invalid TOML document: ` before it and the piece of text after it.
  package static func read(
    _ file: [UInt8],
    in range: Range<Int>? = nil,
    _ rules: TOMLRules = .specification
  ) -> Result<DocumentTree, ReadFailure> {
    let range = range ?? 0..<file.count
    guard file.count < UInt32.max else {
      return .failure(ReadFailure(kind: .limit, reason: "the file is too big", offset: 0))
    }
    if rules.isStrict, let invalid = UTF8Validity.firstInvalid(in: file, range) {
      let reason = "the text is not valid UTF-8"
      return .failure(ReadFailure(kind: .encoding, reason: reason, offset: invalid))
    }
    return file.withUnsafeBufferPointer { bytes in
      var parser = TOMLParser(bytes: bytes, range: range, rules: rules)
      do throws(ReadFailure) {
        try parser.parse()
        let nodes = parser.document.nodes(in: range)
        return .success(
          DocumentTree(bytes: file, nodes: nodes, decodeScalar: TOMLScalarText.value)
        )
      } catch {
        return .failure(error)
      }
    }
  }

  /// Tables and arrays inside one another beyond which a text is refused.
  package static let depthLimit = 500
}
