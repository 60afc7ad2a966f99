/// A site's own words for what is wrong.
enum Wording: Sendable, Equatable {
  case text(String)
  /// A function of the site, by its number.
  case callback(Int)
  /// Zod 3's `message`, `required_error` and `invalid_type_error`.
  case rules(message: String?, required: String?, invalidType: String?)
}
