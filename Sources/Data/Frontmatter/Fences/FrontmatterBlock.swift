/// Where the frontmatter of a Markdown file stands, by byte offsets.
package struct FrontmatterBlock: Sendable, Hashable {
  /// The three characters that open it.
  package var opening: Range<Int>
  /// What is between the fences and is parsed; begins right after the opening fence, or after the
  /// language that follows it.
  package var content: Range<Int>
  /// The three characters that close it; nil where gray-matter does without.
  package var closing: Range<Int>?
  package var format: DocumentFormat
  /// The word after gray-matter's opening fence that names no format we have.
  package var unknownLanguage: String?
  /// Where the body begins, white space and all.
  ///
  /// 0 where Astro reads the block but leaves it in the body: the fences do not match.
  package var bodyStart: Int

  /// What looking for a block came to.
  package enum Search: Sendable, Hashable {
    case found(FrontmatterBlock)
    /// There is none, whatever follows.
    case none
    /// A block may begin but does not end in these bytes.
    case open
  }
}

// MARK: - Searching

extension FrontmatterBlock {
  /// The frontmatter of the Markdown file that begins with `bytes`.
  package static func find(in bytes: [UInt8], rules: FenceRules) -> Search {
    bytes.withUnsafeBufferPointer { find(in: $0, rules: rules) }
  }

  /// The same for bytes in memory of the caller's.
  package static func find(in bytes: UnsafeBufferPointer<UInt8>, rules: FenceRules) -> Search {
    switch rules {
    case .astro52: findAtTop(bytes)
    case .astro50: findAtAnyLine(bytes)
    case .grayMatter: findGrayMatter(bytes)
    }
  }

  /// @astrojs/internal-helpers, frontmatter.ts: `(?:^\uFEFF?|^\s*\n)(?:---|\+\+\+)([\s\S]*?\n)(?:---|\+\+\+)`.
  private static func findAtTop(_ bytes: UnsafeBufferPointer<UInt8>) -> Search {
    guard let start = openingFence(bytes) else {
      // Two bytes can be the start of a fence, or of one more white space character.
      return bytes.count - whiteSpace(bytes) < 3 ? .open : .none
    }
    let opening = start..<start + 3
    guard let close = closingFence(bytes, after: opening.upperBound, either: true) else {
      return .open
    }
    let isMatching = bytes[close] == bytes[start]
    return .found(
      FrontmatterBlock(
        opening: opening,
        content: opening.upperBound..<close,
        closing: close..<close + 3,
        format: bytes[start] == UInt8(ascii: "+") ? .toml : .yaml,
        bodyStart: isMatching ? close + 3 : 0
      )
    )
  }

  private static func openingFence(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let top = hasByteOrderMark(bytes) ? 3 : 0
    if isFence(bytes, top) { return top }
    // The fence is no white space, so only the whole run of it can end right before the fence.
    let place = whiteSpace(bytes)
    return place > 0 && bytes[place - 1] == 0x0A && isFence(bytes, place) ? place : nil
  }

  /// Astro 5.0: `/^---(.*?)^---/ms`.
  private static func findAtAnyLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Search {
    var start = 0
    while start < bytes.count, !(isLineStart(bytes, start) && isFence(bytes, start, plus: false)) {
      start += 1
    }
    guard start < bytes.count else { return .open }
    var close = start + 3
    while close < bytes.count, !(isLineStart(bytes, close) && isFence(bytes, close, plus: false)) {
      close += 1
    }
    guard close < bytes.count else { return .open }
    return .found(
      FrontmatterBlock(
        opening: start..<start + 3,
        content: start + 3..<close,
        closing: close..<close + 3,
        format: .yaml,
        bodyStart: close + 3
      )
    )
  }

  /// gray-matter 4, index.js and lib/: the fence is at the very top, after a byte order mark.
  private static func findGrayMatter(_ bytes: UnsafeBufferPointer<UInt8>) -> Search {
    let top = hasByteOrderMark(bytes) ? 3 : 0
    guard isFence(bytes, top, plus: false) else { return bytes.count < top + 3 ? .open : .none }
    if top + 3 < bytes.count, bytes[top + 3] == UInt8(ascii: "-") { return .none }
    var start = top + 3
    while start < bytes.count, !bytes[start].isBreak { start += 1 }
    let language = String(
      decoding: bytes[(top + 3)..<start].filter { !$0.isBlank },
      as: UTF8.self
    )
    let close = closingFence(bytes, after: start, either: false)
    var block = FrontmatterBlock(
      opening: top..<top + 3,
      content: start..<(close.map { $0 - 1 } ?? bytes.count),
      closing: close.map { $0..<$0 + 3 },
      format: .yaml,
      bodyStart: close.map { $0 + 3 } ?? bytes.count
    )
    switch language {
    case "", "yaml", "yml", "YAML": break
    case "json", "JSON": block.format = .json
    default: block.unknownLanguage = language
    }
    return .found(block)
  }
}

// MARK: - Looking at bytes

extension FrontmatterBlock {
  /// The place of the next fence that a line begins with, from the line after `place` on.
  private static func closingFence(
    _ bytes: UnsafeBufferPointer<UInt8>,
    after place: Int,
    either: Bool
  ) -> Int? {
    guard let address = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    var place = place
    // Lines are short: many bytes at a time, and nothing is called for each of them.
    while place + 17 <= bytes.count {
      let here = address.loadUnaligned(fromByteOffset: place, as: ByteStops.Sixteen.self)
      let next = address.loadUnaligned(fromByteOffset: place + 1, as: ByteStops.Sixteen.self)
      let found = ByteStops.lineBreak.marks(in: here) & ByteStops.fence.marks(in: next)
      if found.x | found.y != 0 {
        for start in place + 1...place + 16
        where bytes[start - 1] == 0x0A && isFence(bytes, start, plus: either) {
          return start
        }
      }
      place += 16
    }
    while place < bytes.count {
      if bytes[place] == 0x0A, isFence(bytes, place + 1, plus: either) { return place + 1 }
      place += 1
    }
    return nil
  }

  private static func isFence(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ place: Int,
    plus: Bool = true
  ) -> Bool {
    guard place + 3 <= bytes.count else { return false }
    let byte = bytes[place]
    return (byte == UInt8(ascii: "-") || plus && byte == UInt8(ascii: "+"))
      && bytes[place + 1] == byte && bytes[place + 2] == byte
  }

  private static func isLineStart(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    place == 0 || bytes[place - 1].isBreak
  }

  private static func hasByteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.starts(with: [0xEF, 0xBB, 0xBF])
  }

  /// How many bytes of JavaScript's white space stand at the top.
  private static func whiteSpace(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var place = 0
    while place < bytes.count {
      let length = whiteSpaceLength(bytes, place)
      guard length > 0 else { break }
      place += length
    }
    return place
  }

  /// The bytes of the white space character at `place`, or 0 (ECMA-262, WhiteSpace and
  /// LineTerminator).
  private static func whiteSpaceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    let byte = bytes[place]
    if byte == 0x20 || byte >= 0x09 && byte <= 0x0D { return 1 }
    if byte == 0xC2 { return place + 1 < bytes.count && bytes[place + 1] == 0xA0 ? 2 : 0 }
    guard place + 2 < bytes.count, byte >= 0xE1, byte <= 0xEF else { return 0 }
    switch (byte, bytes[place + 1], bytes[place + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
      return 3
    default: return 0
    }
  }
}
