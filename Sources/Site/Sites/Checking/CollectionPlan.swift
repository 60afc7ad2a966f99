import Content
import Diagnostics
import Schemas

/// One collection, ready to be checked: where its files are and what their data must be.
struct CollectionPlan: Sendable {
  let name: String
  let loader: LoaderKind
  let source: Source
  let check: EntryCheck
  let columns: [EntryColumn]
  /// Why its entries are not checked, when they are not.
  let status: CollectionStatus

  enum Source: Sendable {
    /// Files below `base` that the patterns match; an id is worked out for each.
    case files(base: String, patterns: [String], naming: Naming)
    /// One file that holds many entries.
    case items(file: String, hasParser: Bool)
    /// Entries that the site's own loader makes, without a file to edit.
    case inline
    /// Nothing that can be read.
    case none
  }

  /// How an entry's id follows from its file.
  enum Naming: Sendable {
    /// As `glob()` does, Astro 5 and later, and as Astro 5 does where there is no loader.
    case slugged
    /// By the site's own `generateId`.
    case generated
    /// A collection of Astro 2 to 4: the path with its ending, without one for data.
    case legacy(isData: Bool)
    /// As Astro 6 and later do for a collection without a loader: the path with its ending.
    case emulated
  }
}

extension CollectionPlan {
  var base: String {
    switch source {
    case .files(let base, _, _): base
    case .items(let file, _): file
    case .inline, .none: ""
    }
  }

  var patterns: [String] {
    if case .files(_, let patterns, _) = source { patterns } else { [] }
  }
}
