/// Reads YAML into trees, keeping its buffers from one text to the next.
package struct YAMLReader: Sendable {
  private let rules: YAMLRules
  private var input: [UInt8] = []
  private var nodes: [DocumentNode] = []
  private var keys: [YAMLKey] = []
  private let decodeScalar: DocumentTree.ScalarDecoder

  package init(_ rules: YAMLRules) {
    self.rules = rules
    decodeScalar = YAMLScalarText.decoder(rules.scalars)
  }

  /// The tree of the YAML at `range` of `file`, or why js-yaml refuses it.
  ///
  /// An empty text and a comment alone make an empty tree. A byte order mark at the range's start
  /// is skipped.
  package mutating func read(
    _ file: [UInt8],
    in range: Range<Int>
  ) -> Result<DocumentTree, ReadFailure> {
    let start =
      file[range].starts(with: [0xEF, 0xBB, 0xBF]) ? range.lowerBound + 3 : range.lowerBound
    guard range.upperBound < UInt32.max else {
      return .failure(ReadFailure(kind: .limit, reason: "the file is too big", offset: 0))
    }
    input.removeAll(keepingCapacity: true)
    input.append(contentsOf: file[start..<range.upperBound])
    let fileLength = input.count
    if let last = input.last, last != 0x0A, last != 0x0D { input.append(0x0A) }
    let length = input.count
    input.append(contentsOf: [0, 0, 0, 0])
    return input.withUnsafeBufferPointer { buffer in
      guard let address = buffer.baseAddress else { preconditionFailure("the input has an end") }
      var parser = YAMLParser(
        input: address,
        length: length,
        base: start,
        fileLength: fileLength,
        file: file,
        rules: rules,
        decodeScalar: decodeScalar,
        nodes: take(&nodes),
        keys: take(&keys)
      )
      defer {
        nodes = parser.nodes
        keys = parser.keys
      }
      do throws(ReadFailure) {
        try parser.readStream()
        return .success(try parser.finishedTree())
      } catch {
        return .failure(error)
      }
    }
  }

  /// Hands over a buffer, emptied.
  private func take<Element>(_ buffer: inout [Element]) -> [Element] {
    var taken: [Element] = []
    swap(&taken, &buffer)
    taken.removeAll(keepingCapacity: true)
    return taken
  }
}
