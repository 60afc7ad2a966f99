import Loop
import Sites
import Values
import Widgets

/// Completing what is typed from what the site uses already.
extension FormState {
  static let greatestSuggestionCount = 6

  /// The key whose values are worth knowing for what is typed now; nil when they are known.
  var keyToLearn: String? {
    guard let key = suggestionKey, knownValues[key] == nil else { return nil }
    return key
  }

  /// The key at the top of the data whose text is typed.
  private var suggestionKey: String? {
    guard let row, row.path.count == 1, case .key(let key)? = row.path.last else { return nil }
    switch (typing, row.kind) {
    case (.item, .items), (.line, .text): return key
    default: return nil
    }
  }

  /// Looks for what the typed text may become.
  mutating func suggest() {
    suggestions = []
    suggestion = nil
    guard let row, let key = suggestionKey, let known = knownValues[key] else { return }
    let text: String
    var taken: Set<String> = []
    switch typing {
    case .item(let field, let index):
      text = field.text
      taken = Set((data[row.path]?.arrayValue ?? []).compactMap(\.stringValue))
      if let index { taken.remove(data[row.path + [.index(index)]]?.stringValue ?? "") }
    case .line(let field):
      text = field.text
      // What every entry has another of, such as a title, is not to be completed.
      guard known.contains(where: { $0.count > 1 }) else { return }
    default: return
    }
    let pattern = FuzzyPattern(text)
    let matches = known.compactMap { value in
      taken.contains(value.text) || value.text == text
        ? nil : pattern.match(in: value.text).map { (value, $0.score) }
    }
    suggestions = matches.enumerated()
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
      .prefix(Self.greatestSuggestionCount).map(\.element.0)
  }

  /// Moves among the suggestions or takes one; false for keys that are not about them.
  mutating func moveInSuggestions(_ key: Key) -> Bool {
    guard !suggestions.isEmpty else { return false }
    switch (key, suggestion) {
    case ("down", _), ("ctrl+n", _):
      suggestion = min((suggestion ?? -1) + 1, suggestions.count - 1)
    case ("up", let index?): suggestion = index > 0 ? index - 1 : nil
    case ("enter", let index?): take(suggestions[index].text)
    default: return false
    }
    return true
  }

  private mutating func take(_ text: String) {
    switch typing {
    case .item(_, let index):
      typing = .item(TextField(text), index: index)
      typingChanged()
      if !commitNewItem() { endTyping() }
    case .line:
      typing = .line(TextField(text))
      typingChanged()
      endTyping()
      move(by: 1)
    default: break
    }
  }
}

// MARK: - Images

extension FormState {
  /// Whether the field names an image: the schema says so, or the text ends like one.
  func isImage(_ row: FormRow) -> Bool {
    switch (row.kind, data[row.path]) {
    case (.image, _): true
    case (.text, .string(let text)): SiteImage.isImage(text) && !text.contains("://")
    default: false
    }
  }

  /// Whether the text under the cursor names an image.
  var isImagePath: Bool { row.map(isImage) ?? false }

  /// Opens a list of the site's images; false while they are read.
  mutating func beginPickingImage() -> Bool {
    guard let row, isImage(row), let images else { return false }
    endTyping()
    let file = entry.reference.file
    let old = data[row.path]?.stringValue
    // A text names what stands in public, unless it says otherwise; `image()` never does.
    let isPublic = row.kind != .image && old?.hasPrefix("/") == true
    let candidates = images.values.filter { $0.file.hasPrefix("public/") == isPublic }
      .sorted { $0.file < $1.file }
    choosing = Choosing(
      picker: Picker(
        title: "\(row.label): an image",
        items: candidates.map { Picker.Item($0.file, detail: $0.facts) }
      ),
      targets: .values(candidates.map { .string($0.path(from: file, like: old)) }),
      images: candidates
    )
    return true
  }
}

extension FormState.Choosing {
  /// The image under the cursor.
  var image: SiteImage? {
    picker.chosen.flatMap { images.indices.contains($0) ? images[$0] : nil }
  }
}

extension SiteImage {
  /// `1200x630  84 kB`.
  var facts: String {
    let bytes =
      switch byteCount {
      case ..<1000: "\(byteCount) B"
      case ..<1_000_000: "\((byteCount + 500) / 1000) kB"
      default: "\(byteCount / 1_000_000).\(byteCount / 100_000 % 10) MB"
      }
    return size.map { "\($0.width)x\($0.height)  \(bytes)" } ?? bytes
  }
}
