/// The URL Standard's basic URL parser (§4.4), a state for each part.
struct URLParser {
  private(set) var url: WebURL
  private let base: WebURL?
  private let input: [Unicode.Scalar]
  /// Where a setter starts, nil for a whole URL.
  private let start: State?
  private var state: State
  private var position = 0
  private var buffer = ""
  private var seenAt = false
  private var seenPassword = false
  private var isInsideBrackets = false

  enum State {
    case schemeStart
    case scheme
    case noScheme
    case specialRelativeOrAuthority
    case pathOrAuthority
    case relative
    case relativeSlash
    case specialAuthoritySlashes
    case specialAuthorityIgnoreSlashes
    case authority
    case host
    case hostname
    case port
    case file
    case fileSlash
    case fileHost
    case pathStart
    case path
    case opaquePath
    case query
    case fragment
  }

  enum Step {
    case goOn
    /// A setter has what it wants, or wants nothing of this text.
    case done
    case failed
  }

  init(text: String, base: WebURL?) {
    url = WebURL()
    self.base = base
    input = Self.scalars(text)
    start = nil
    state = .schemeStart
  }

  /// Changes a part of `url`, as its setters do.
  init(text: String, changing url: WebURL, from start: State) {
    self.url = url
    base = nil
    input = Self.scalars(text)
    self.start = start
    state = start
  }

  /// `text` without the control characters and spaces around it.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { $0.value > 0x20 }),
      let last = scalars.lastIndex(where: { $0.value > 0x20 })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0 != "\t" && $0 != "\n" && $0 != "\r" }
  }

  mutating func run() -> Step {
    while true {
      let character = position < input.count ? input[position] : nil
      let step = take(character)
      if step != .goOn { return step }
      if position >= input.count { return .done }
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar?) -> Step {
    switch state {
    case .schemeStart: takeSchemeStart(character)
    case .scheme: takeScheme(character)
    case .noScheme: takeNoScheme(character)
    case .specialRelativeOrAuthority:
      character == "/" && next == "/"
        ? skip(1, to: .specialAuthorityIgnoreSlashes) : again(.relative)
    case .pathOrAuthority: character == "/" ? go(.authority) : again(.path)
    case .relative: takeRelative(character)
    case .relativeSlash: takeRelativeSlash(character)
    case .specialAuthoritySlashes:
      character == "/" && next == "/"
        ? skip(1, to: .specialAuthorityIgnoreSlashes) : again(.specialAuthorityIgnoreSlashes)
    case .specialAuthorityIgnoreSlashes:
      character == "/" || character == "\\" ? .goOn : again(.authority)
    case .authority: takeAuthority(character)
    case .host, .hostname: takeHost(character)
    case .port: takePort(character)
    case .file: takeFile(character)
    case .fileSlash: takeFileSlash(character)
    case .fileHost: takeFileHost(character)
    case .pathStart: takePathStart(character)
    case .path: takePath(character)
    case .opaquePath: takeOpaquePath(character)
    case .query: takeQuery(character)
    case .fragment: takeFragment(character)
    }
  }

  // MARK: - Moving

  private var next: Unicode.Scalar? {
    position + 1 < input.count ? input[position + 1] : nil
  }

  private mutating func go(_ state: State) -> Step {
    self.state = state
    return .goOn
  }

  /// Looks at the same character in another state.
  private mutating func again(_ state: State) -> Step {
    position -= 1
    return go(state)
  }

  private mutating func skip(_ count: Int, to state: State) -> Step {
    position += count
    return go(state)
  }

  /// Whether an authority or a path ends here.
  private func isEnd(_ character: Unicode.Scalar?) -> Bool {
    switch character {
    case nil, "/", "?", "#": true
    case "\\": url.isSpecial
    default: false
    }
  }
}

// MARK: - Scheme

extension URLParser {
  private mutating func takeSchemeStart(_ character: Unicode.Scalar?) -> Step {
    if let character, Self.isLetter(character) {
      buffer.unicodeScalars.append(Self.lowercased(character))
      return go(.scheme)
    }
    return start == nil ? again(.noScheme) : .failed
  }

  private mutating func takeScheme(_ character: Unicode.Scalar?) -> Step {
    if let character, Self.isSchemePart(character) {
      buffer.unicodeScalars.append(Self.lowercased(character))
      return .goOn
    }
    guard character == ":" else {
      if start != nil { return .failed }
      buffer = ""
      position = -1
      return go(.noScheme)
    }
    if start != nil { return changeScheme() }
    url.scheme = buffer
    buffer = ""
    if url.scheme == "file" { return go(.file) }
    if url.isSpecial {
      return go(
        base?.scheme == url.scheme ? .specialRelativeOrAuthority : .specialAuthoritySlashes
      )
    }
    if next == "/" { return skip(1, to: .pathOrAuthority) }
    url.path = .opaque("")
    return go(.opaquePath)
  }

  private mutating func changeScheme() -> Step {
    let hasCredentials = !url.username.isEmpty || !url.password.isEmpty || url.portNumber != nil
    let isRefused =
      url.isSpecial != WebURL.isSpecial(buffer)
      || (hasCredentials && buffer == "file")
      || (url.scheme == "file" && (url.hostText ?? "").isEmpty)
    if isRefused { return .done }
    url.scheme = buffer
    if url.portNumber == WebURL.defaultPort(of: buffer) { url.portNumber = nil }
    return .done
  }

  private mutating func takeNoScheme(_ character: Unicode.Scalar?) -> Step {
    guard let base, !base.hasOpaquePath || character == "#" else { return .failed }
    if base.hasOpaquePath {
      url = base
      url.fragment = ""
      return go(.fragment)
    }
    return again(base.scheme == "file" ? .file : .relative)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && 0x41...0x5A ~= scalar.value & ~0x20
  }

  private static func isSchemePart(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || isDigit(scalar) || scalar == "+" || scalar == "-" || scalar == "."
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { 0x30...0x39 ~= scalar.value }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    isLetter(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }
}

// MARK: - Relative to a base

extension URLParser {
  private mutating func takeRelative(_ character: Unicode.Scalar?) -> Step {
    guard let base else { return .failed }
    url.scheme = base.scheme
    if character == "/" { return go(.relativeSlash) }
    if character == "\\", url.isSpecial { return go(.relativeSlash) }
    (url.username, url.password) = (base.username, base.password)
    (url.hostText, url.portNumber) = (base.hostText, base.portNumber)
    (url.path, url.query) = (base.path, base.query)
    return takeBehindBasePath(character)
  }

  /// What comes after all that was taken from the base.
  private mutating func takeBehindBasePath(_ character: Unicode.Scalar?) -> Step {
    switch character {
    case "?":
      url.query = ""
      return go(.query)
    case "#":
      url.fragment = ""
      return go(.fragment)
    case nil: return .goOn
    default:
      url.query = nil
      url.shortenPath()
      return again(.path)
    }
  }

  private mutating func takeRelativeSlash(_ character: Unicode.Scalar?) -> Step {
    if url.isSpecial, character == "/" || character == "\\" {
      return go(.specialAuthorityIgnoreSlashes)
    }
    if character == "/" { return go(.authority) }
    if let base {
      (url.username, url.password) = (base.username, base.password)
      (url.hostText, url.portNumber) = (base.hostText, base.portNumber)
    }
    return again(.path)
  }
}

// MARK: - Authority

extension URLParser {
  private mutating func takeAuthority(_ character: Unicode.Scalar?) -> Step {
    if character == "@" {
      if seenAt { buffer = "%40" + buffer }
      seenAt = true
      for scalar in buffer.unicodeScalars {
        if scalar == ":", !seenPassword {
          seenPassword = true
        } else if seenPassword {
          PercentEncoding.userinfo.append(scalar, to: &url.password)
        } else {
          PercentEncoding.userinfo.append(scalar, to: &url.username)
        }
      }
      buffer = ""
      return .goOn
    }
    guard isEnd(character) else {
      if let character { buffer.unicodeScalars.append(character) }
      return .goOn
    }
    if seenAt, buffer.isEmpty { return .failed }
    position -= buffer.unicodeScalars.count + 1
    buffer = ""
    return go(.host)
  }

  private mutating func takeHost(_ character: Unicode.Scalar?) -> Step {
    if start != nil, url.scheme == "file" { return again(.fileHost) }
    if character == ":", !isInsideBrackets {
      if buffer.isEmpty || start == .hostname { return .failed }
      guard let host = URLHost.text(buffer, isSpecial: url.isSpecial) else { return .failed }
      url.hostText = host
      buffer = ""
      return go(.port)
    }
    if isEnd(character) {
      position -= 1
      if url.isSpecial, buffer.isEmpty { return .failed }
      if start != nil, buffer.isEmpty,
        !url.username.isEmpty || !url.password.isEmpty || url.portNumber != nil
      {
        return .failed
      }
      guard let host = URLHost.text(buffer, isSpecial: url.isSpecial) else { return .failed }
      url.hostText = host
      buffer = ""
      state = .pathStart
      return start == nil ? .goOn : .done
    }
    if character == "[" { isInsideBrackets = true }
    if character == "]" { isInsideBrackets = false }
    if let character { buffer.unicodeScalars.append(character) }
    return .goOn
  }

  private mutating func takePort(_ character: Unicode.Scalar?) -> Step {
    if let character, Self.isDigit(character) {
      buffer.unicodeScalars.append(character)
      return .goOn
    }
    guard isEnd(character) || start != nil else { return .failed }
    if !buffer.isEmpty {
      let digits = buffer.drop { $0 == "0" }
      guard digits.utf8.count <= 5, let port = UInt16(digits.isEmpty ? "0" : digits) else {
        return .failed
      }
      url.portNumber = port == WebURL.defaultPort(of: url.scheme) ? nil : port
      buffer = ""
      if start != nil { return .done }
    }
    if start != nil { return .failed }
    return again(.pathStart)
  }
}

// MARK: - Files

extension URLParser {
  private mutating func takeFile(_ character: Unicode.Scalar?) -> Step {
    url.scheme = "file"
    url.hostText = ""
    if character == "/" || character == "\\" { return go(.fileSlash) }
    guard let base, base.scheme == "file" else { return again(.path) }
    (url.hostText, url.path, url.query) = (base.hostText, base.path, base.query)
    if character != nil, character != "?", character != "#", startsWithDrive(at: position) {
      url.query = nil
      url.path = .segments([])
      return again(.path)
    }
    return takeBehindBasePath(character)
  }

  private mutating func takeFileSlash(_ character: Unicode.Scalar?) -> Step {
    if character == "/" || character == "\\" { return go(.fileHost) }
    if let base, base.scheme == "file" {
      url.hostText = base.hostText
      if !startsWithDrive(at: position), case .segments(let segments) = base.path,
        let first = segments.first, WebURL.isNormalizedDrive(first)
      {
        url.append(segment: first)
      }
    }
    return again(.path)
  }

  private mutating func takeFileHost(_ character: Unicode.Scalar?) -> Step {
    switch character {
    case nil, "/", "\\", "?", "#":
      position -= 1
      if start == nil, Self.isDrive(buffer) { return go(.path) }
      if buffer.isEmpty {
        url.hostText = ""
      } else {
        guard let host = URLHost.text(buffer, isSpecial: url.isSpecial) else { return .failed }
        url.hostText = host == "localhost" ? "" : host
        buffer = ""
      }
      state = .pathStart
      return start == nil ? .goOn : .done
    case .some(let scalar):
      buffer.unicodeScalars.append(scalar)
      return .goOn
    }
  }

  /// `C:` or `C|`, and then nothing or the end of a path's segment.
  private func startsWithDrive(at index: Int) -> Bool {
    guard index >= 0, index + 1 < input.count, Self.isLetter(input[index]),
      input[index + 1] == ":" || input[index + 1] == "|"
    else { return false }
    return index + 2 == input.count || "/\\?#".unicodeScalars.contains(input[index + 2])
  }

  private static func isDrive(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return scalars.count == 2 && isLetter(scalars[0]) && (scalars[1] == ":" || scalars[1] == "|")
  }
}

// MARK: - Path, query, fragment

extension URLParser {
  private mutating func takePathStart(_ character: Unicode.Scalar?) -> Step {
    if url.isSpecial {
      return character == "/" || character == "\\" ? go(.path) : again(.path)
    }
    if start == nil, character == "?" {
      url.query = ""
      return go(.query)
    }
    if start == nil, character == "#" {
      url.fragment = ""
      return go(.fragment)
    }
    if character != nil { return character == "/" ? go(.path) : again(.path) }
    if start != nil, url.hostText == nil { url.append(segment: "") }
    return .goOn
  }

  private mutating func takePath(_ character: Unicode.Scalar?) -> Step {
    let isSlash = character == "/" || (url.isSpecial && character == "\\")
    let isMark = start == nil && (character == "?" || character == "#")
    if let character, !isSlash, !isMark {
      PercentEncoding.path.append(character, to: &buffer)
      return .goOn
    }
    endSegment(isSlash: isSlash)
    buffer = ""
    if character == "?", isMark {
      url.query = ""
      return go(.query)
    }
    if character == "#", isMark {
      url.fragment = ""
      return go(.fragment)
    }
    return .goOn
  }

  private mutating func endSegment(isSlash: Bool) {
    switch CaseText.lowercased(buffer) {
    case "..", ".%2e", "%2e.", "%2e%2e":
      url.shortenPath()
      if !isSlash { url.append(segment: "") }
    case ".", "%2e":
      if !isSlash { url.append(segment: "") }
    default:
      if url.scheme == "file", url.path == .segments([]), Self.isDrive(buffer) {
        buffer = String(buffer.prefix(1)) + ":"
      }
      url.append(segment: buffer)
    }
  }

  private mutating func takeOpaquePath(_ character: Unicode.Scalar?) -> Step {
    guard let character, character != "?", character != "#" else {
      url.path = .opaque(buffer)
      buffer = ""
      if character == "?" {
        url.query = ""
        return go(.query)
      }
      if character == "#" {
        url.fragment = ""
        return go(.fragment)
      }
      return .goOn
    }
    PercentEncoding.control.append(character, to: &buffer)
    return .goOn
  }

  private mutating func takeQuery(_ character: Unicode.Scalar?) -> Step {
    guard let character, start != nil || character != "#" else {
      url.query = (url.query ?? "") + buffer
      buffer = ""
      if character == "#" {
        url.fragment = ""
        return go(.fragment)
      }
      return .goOn
    }
    let set = url.isSpecial ? PercentEncoding.specialQuery : .query
    set.append(character, to: &buffer)
    return .goOn
  }

  private mutating func takeFragment(_ character: Unicode.Scalar?) -> Step {
    guard let character else {
      url.fragment = buffer
      return .goOn
    }
    PercentEncoding.fragment.append(character, to: &buffer)
    return .goOn
  }
}
