import ECMAScript
import Values

/// `trim`, `toLowerCase` and their like, which change the value in the order of the checks.
enum RewriteRule: Sendable {
  case trim
  case lowercase
  case uppercase
  case normalize(Normalization)
  case slugify
  /// `overwrite(fn)`.
  case callback(Int)

  func apply(_ value: inout Value, _ outcome: inout Outcome, _ parse: inout Parse)
    throws(SchemaError)
  {
    if case .callback(let number) = self {
      let call = CallbackCall(purpose: .value, value: value, path: parse.path)
      value = try parse.call(number, with: call).returned
      outcome.isChanged = true
      return
    }
    guard case .string(let text) = value else { return }
    let rewritten = rewritten(text)
    guard !rewritten.utf8.elementsEqual(text.utf8) else { return }
    value = .string(rewritten)
    outcome.isChanged = true
  }

  /// The text as it comes out, unless a callback makes it.
  func rewritten(_ text: String) -> String {
    switch self {
    case .trim: TextMeasure.trimmed(text)
    case .lowercase: CaseText.lowercased(text)
    case .uppercase: CaseText.uppercased(text)
    case .normalize(let form): form.normalizing(text)
    case .slugify: Self.slug(text)
    case .callback: text
    }
  }

  /// Lower case, word characters only, runs of blanks and dashes as one dash, none at the ends
  /// (Zod v4, util.ts: slugify).
  private static func slug(_ text: String) -> String {
    var output: [UInt8] = []
    var hasGap = false
    for scalar in TextMeasure.trimmed(CaseText.lowercased(text)).unicodeScalars {
      if TextMeasure.isWhiteSpace(scalar) || scalar == "_" || scalar == "-" {
        hasGap = true
        continue
      }
      guard scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else {
        continue
      }
      if hasGap, !output.isEmpty { output.append(UInt8(ascii: "-")) }
      hasGap = false
      output.append(UInt8(truncatingIfNeeded: scalar.value))
    }
    return String(decoding: output, as: UTF8.self)
  }
}
