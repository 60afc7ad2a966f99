/// The variables that a `.env` file sets, read as dotenv does.
struct EnvironmentFile {
  /// In the order in which they stand.
  private(set) var variables: [(name: String, value: String)] = []

  init(_ text: String) {
    var rest = Substring(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    while !rest.isEmpty {
      guard let (name, value) = Self.takeAssignment(&rest) else {
        rest = rest.drop { $0 != "\n" }.dropFirst()
        continue
      }
      variables.append((name, value))
    }
  }

  /// `export NAME = value` at the start of `rest`, which is then behind it; nil when it is none.
  private static func takeAssignment(_ rest: inout Substring) -> (String, String)? {
    var line = rest.drop(while: isSpace)
    if line.hasPrefix("export "), let next = line.dropFirst(7).first(where: { $0 != " " }),
      isName(next)
    {
      line = line.dropFirst(7).drop(while: isSpace)
    }
    let name = line.prefix(while: isName)
    line = line.dropFirst(name.count).drop(while: isSpace)
    guard !name.isEmpty, line.first == "=" else { return nil }
    line = line.dropFirst().drop(while: isSpace)
    let value: String
    if let quote = line.first, "'\"`".contains(quote),
      let end = closing(quote, in: line.dropFirst())
    {
      let text = String(line[line.index(after: line.startIndex)..<end])
      value = quote == "\"" ? text.replacing("\\n", with: "\n").replacing("\\r", with: "\r") : text
      line = line[line.index(after: end)...]
    } else {
      let text = line.prefix { $0 != "\n" && $0 != "#" }
      value = String(text.reversed().drop(while: isSpace).reversed())
      line = line.dropFirst(text.count)
    }
    rest = line.drop { $0 != "\n" }.dropFirst()
    return (String(name), value)
  }

  /// The quote that ends a value; one behind a backslash does not.
  private static func closing(_ quote: Character, in text: Substring) -> String.Index? {
    var isEscaped = false
    for index in text.indices {
      if !isEscaped, text[index] == quote { return index }
      isEscaped = !isEscaped && text[index] == "\\"
    }
    return nil
  }

  private static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\t"
  }

  private static func isName(_ character: Character) -> Bool {
    character.isASCII
      && (character.isLetter || character.isNumber || "_.-".contains(character))
  }
}

extension AstroProject {
  /// What the site's `.env` files set, those of a production build among them; what `shell` has
  /// stands before it (Vite's loadEnv).
  ///
  /// `NODE_ENV` is `production` where nothing else is said, as in `astro build`
  /// and `astro sync`.
  package func environment(over shell: [String: String]) -> [String: String] {
    let files = ProjectFiles(root: root.path)
    var set: [String: String] = [:]
    for name in [".env", ".env.local", ".env.production", ".env.production.local"] {
      guard let bytes = files.bytes(name) else { continue }
      for (name, value) in EnvironmentFile(String(decoding: bytes, as: UTF8.self)).variables {
        set[name] = value
      }
    }
    let all = set.merging(shell) { $1 }
    var expanded = shell
    for (name, value) in set where shell[name] == nil {
      expanded[name] = Self.expanded(value, with: all)
    }
    if expanded["NODE_ENV", default: ""].isEmpty { expanded["NODE_ENV"] = "production" }
    return expanded
  }

  /// `value` with `$NAME` and `${NAME}` replaced, as dotenv-expand does for one level.
  private static func expanded(_ value: String, with variables: [String: String]) -> String {
    guard value.contains("$") else { return value }
    return value.replacing(/(?<escape>\\)?\$(?:\{(?<braced>[A-Za-z_]\w*)\}|(?<bare>[A-Za-z_]\w*))/)
    {
      match in
      guard match.escape == nil else { return String(match.0.dropFirst()) }
      return variables[String(match.braced ?? match.bare ?? "")] ?? ""
    }
  }
}
