import CJavaScriptCore

/// Names of properties as engine strings, made once each: the same few keys cross again and again.
struct PropertyNames {
  private var strings: [String: JSStringRef] = [:]

  /// The engine string of `name`, which stays ours.
  subscript(name: String) -> JSStringRef? {
    mutating get {
      if let string = strings[name] { return string }
      if strings.count >= 4096 { release() }
      let string = ScriptText.make(name)
      strings[name] = string
      return string
    }
  }

  mutating func release() {
    for string in strings.values { JSStringRelease(string) }
    strings = [:]
  }
}
