import Content
import Diagnostics
import Schemas
import Values

/// One collection, ready to be checked: where its files are and what their data must be.
///
/// A class, since every file that is looked at asks for one: a copy would count each of its parts anew.
final class CollectionPlan: Sendable {
  let name: String
  let loader: LoaderKind
  let source: Source
  let check: EntryCheck
  let columns: [EntryColumn]
  /// Why its entries are not checked, when they are not.
  let status: CollectionStatus
  /// Whether the site's Astro takes `slug` away from what the schema sees.
  let takesSlugAway: Bool

  init(
    name: String,
    loader: LoaderKind,
    source: Source,
    check: EntryCheck,
    columns: [EntryColumn],
    status: CollectionStatus,
    takesSlugAway: Bool
  ) {
    self.name = name
    self.loader = loader
    self.source = source
    self.check = check
    self.columns = columns
    self.status = status
    self.takesSlugAway = takesSlugAway
  }

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

  /// Whether it is a collection of Astro 2 to 4, whose every fault fails the build.
  var isLegacy: Bool {
    if case .files(_, _, .legacy) = source { true } else { false }
  }

  /// What of a file's data reaches the schema: of Markdown without a loader, in Astro 4.3.4 to 5, all but
  /// the slug.
  ///
  /// Astro, content/utils.ts: `const { slug, ...unvalidatedData }`, which makes an object of an array.
  func schemaData(_ data: Value) -> Value {
    guard takesSlugAway else { return data }
    switch data {
    case .object(var object):
      object["slug"] = nil
      return .object(object)
    case .array(let items):
      return .object(ObjectValue(items.enumerated().map { (String($0.offset), $0.element) }))
    default: return data
    }
  }

  /// The id that the path of a file gives when nothing is known of what it holds; nil where a file
  /// holds many entries or none.
  func id(of path: String) -> String? {
    guard case .files(_, _, let naming) = source else { return nil }
    return switch naming {
    case .slugged, .generated: EntryID.slugged(path)
    case .legacy(let isData): isData ? EntryID.legacyData(path: path).id : path
    case .emulated: path
    }
  }

  var patterns: [String] {
    if case .files(_, let patterns, _) = source { patterns } else { [] }
  }
}
