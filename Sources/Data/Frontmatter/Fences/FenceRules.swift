/// How a version of Astro tells frontmatter from the rest of a Markdown file.
package enum FenceRules: Sendable, Hashable {
  /// 5.2 and later: `---` or `+++` at the top, closed by either after a line break.
  case astro52
  /// 5.0 and 5.1: the first line that begins with `---` opens, the next such line closes.
  case astro50
  /// 2 to 4, through gray-matter: `---` and a language at the very top; without a closing fence
  /// everything is frontmatter.
  case grayMatter
}
