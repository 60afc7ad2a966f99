/// The keymap as a page of the documentation.
package enum KeysPage {
  /// `docs/keys.md`, made from the keymap.
  package static var markdown: String {
    var text = """
      # Keys

      Made from `DefaultKeymap`; a test keeps this page as the table is. In a text field letters are
      letters, `Esc` stops typing, and `Ctrl-S` saves.


      """
    text += table("Everywhere", DefaultKeymap.bindings.filter { $0.scopes == Scope.all })
    for scope in Scope.allCases {
      let bindings = DefaultKeymap.bindings(in: scope).filter { $0.scopes != Scope.all }
      text += "\n" + table(scope.title, bindings)
    }
    return text
  }

  private static func table(_ title: String, _ bindings: [Binding]) -> String {
    var text = "## \(title)\n\n| Keys | What it does | Name |\n|---|---|---|\n"
    for binding in bindings {
      let keys = binding.keys.map { "`\(Binding.text($0))`" }.joined(separator: " ")
      text += "| \(keys) | \(binding.help) | `\(binding.command.rawValue)` |\n"
    }
    return text
  }
}
