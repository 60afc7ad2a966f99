/// Where a person was on a site.
package struct Place: Sendable, Equatable, Codable {
  /// The screen's name.
  package var screen: String
  package var collection: String?
  /// The id of the entry that was open or selected.
  package var entry: String?
  /// That entry's file, relative to the site's root: an id may change under it.
  package var file: String?
  /// How each list or editor stood, by its name.
  package var panes: [String: Pane]

  package init(
    screen: String,
    collection: String? = nil,
    entry: String? = nil,
    file: String? = nil,
    panes: [String: Pane] = [:]
  ) {
    self.screen = screen
    self.collection = collection
    self.entry = entry
    self.file = file
    self.panes = panes
  }

  /// One pane of a place.
  package struct Pane: Sendable, Equatable, Codable {
    /// The selected row, counted from 0.
    package var cursor: Int
    /// The first row on screen, counted from 0.
    package var scroll: Int
    /// What the list was narrowed to; empty for all.
    package var filter: String
    /// Nil for the list's own order.
    package var sort: Sort?
    /// Sections that were opened (true) or closed, by their names; nil where there are none.
    package var folds: [String: Bool]?

    package init(
      cursor: Int = 0,
      scroll: Int = 0,
      filter: String = "",
      sort: Sort? = nil,
      folds: [String: Bool]? = nil
    ) {
      self.cursor = cursor
      self.scroll = scroll
      self.filter = filter
      self.sort = sort
      self.folds = folds
    }
  }

  /// The order of a list.
  package struct Sort: Sendable, Equatable, Codable {
    package var field: String
    package var isDescending: Bool

    package init(field: String, isDescending: Bool) {
      self.field = field
      self.isDescending = isDescending
    }
  }
}
