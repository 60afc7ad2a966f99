import Content

/// One file that one or more collections read.
struct FileTask: Sendable {
  /// Relative to the site's root.
  let path: String
  let status: FileStatus
  /// The collections, by their place in the plan, and the path as each of them sees it.
  var uses: [Use]

  struct Use: Sendable {
    let plan: Int
    /// Relative to the collection's base; the file's own name for a file with many entries.
    let path: String
  }
}
