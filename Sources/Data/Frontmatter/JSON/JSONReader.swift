package import Values

/// Reads JSON as V8's `JSON.parse` does, keeping every position.
package enum JSONReader {
  /// The tree of the JSON at `range` of `file`, or why V8 (as in Node 20) refuses it.
  ///
  /// A byte order mark is refused, as Node hands it on; invalid UTF-8 inside strings is read as
  /// U+FFFD. Nesting beyond `depthLimit` is refused too, which V8 would take.
  package static func read(
    _ file: [UInt8],
    in range: Range<Int>? = nil
  ) -> Result<DocumentTree, ReadFailure> {
    guard file.count < UInt32.max else {
      return .failure(ReadFailure(kind: .limit, reason: "the file is too big", offset: 0))
    }
    return file.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(bytes: bytes, range: range ?? 0..<file.count)
      do throws(ReadFailure) {
        let nodes = try parser.parse()
        return .success(
          DocumentTree(bytes: file, nodes: nodes, decodeScalar: JSONScalarText.value)
        )
      } catch {
        return .failure(error)
      }
    }
  }

  /// The value of a whole JSON text that was sent: a request's body, an answer, a line of input.
  ///
  /// A byte order mark is skipped, as `Response.json()` does.
  package static func value(of bytes: [UInt8]) throws(ReadFailure) -> Value {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return try read(bytes, in: start..<bytes.count).get().value
  }

  /// Arrays and objects inside one another beyond which a text is refused.
  package static let depthLimit = 1000
}
