package import Loop

/// Keys as text: characters as they are, others by name in angle brackets.
package enum Keys {
  /// The keys of `<end>s<ctrl+w><enter>`; a name that is not a key's is typed as it stands.
  package static func parse(_ text: String) -> [Key] {
    var keys: [Key] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">"),
        let key = Key(String(rest[rest.index(after: rest.startIndex)..<end]))
      {
        keys.append(key)
        rest = rest[rest.index(after: end)...]
      } else {
        keys.append(Key(.character(first)))
        rest.removeFirst()
      }
    }
    return keys
  }
}
