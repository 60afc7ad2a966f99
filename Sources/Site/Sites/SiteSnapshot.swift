package import Diagnostics

/// Everything known of a site at one moment, as a value: what the screen shows and `check` reports.
package struct SiteSnapshot: Sendable, Equatable {
  /// The site's folder, absolute.
  package var root: String
  /// The folder's own name.
  package var name: String
  /// The content config, relative to the root; nil when there is none.
  package var config: String?
  /// Astro's version as far as the site says it: `7.2.2`, `5`; nil when it does not.
  package var astroVersion: String?
  /// The major version of Zod that the site's Astro brings: 3 or 4.
  package var zodMajor: Int
  /// In the order in which the config declares them.
  package var collections: [CollectionSnapshot]
  /// Problems of no collection: the config itself.
  package var problems: [Problem]
  /// How many files were looked at.
  package var fileCount: Int
  /// How many of them had to be read again, the others being known from the index.
  package var changedFileCount: Int
  /// How long it took, in seconds.
  package var seconds: Double

  package init(
    root: String,
    name: String,
    config: String? = nil,
    astroVersion: String? = nil,
    zodMajor: Int = 4,
    collections: [CollectionSnapshot] = [],
    problems: [Problem] = [],
    fileCount: Int = 0,
    changedFileCount: Int = 0,
    seconds: Double = 0
  ) {
    self.root = root
    self.name = name
    self.config = config
    self.astroVersion = astroVersion
    self.zodMajor = zodMajor
    self.collections = collections
    self.problems = problems
    self.fileCount = fileCount
    self.changedFileCount = changedFileCount
    self.seconds = seconds
  }
}

/// One collection and its entries.
package struct CollectionSnapshot: Sendable, Equatable {
  package var name: String
  package var loader: LoaderKind
  /// The folder that a glob loader reads, or the file of a file loader; relative to the root.
  package var base: String
  /// The glob's patterns; empty for other loaders.
  package var patterns: [String]
  package var status: CollectionStatus
  /// What the entry table shows beside the title, most useful first.
  package var columns: [EntryColumn]
  /// In the order of their ids.
  package var entries: [EntrySummary]
  /// Problems of the collection and of files that gave no entry.
  package var problems: [Problem]

  package init(
    name: String,
    loader: LoaderKind,
    base: String = "",
    patterns: [String] = [],
    status: CollectionStatus = .checked,
    columns: [EntryColumn] = [],
    entries: [EntrySummary] = [],
    problems: [Problem] = []
  ) {
    self.name = name
    self.loader = loader
    self.base = base
    self.patterns = patterns
    self.status = status
    self.columns = columns
    self.entries = entries
    self.problems = problems
  }
}

/// How a collection's entries come to be.
package enum LoaderKind: String, Sendable, Equatable {
  case glob, file, legacy, inline, custom
}

/// Whether a collection's entries were held against its schema.
package enum CollectionStatus: Sendable, Equatable {
  case checked
  /// With the reason: a loader that fetches, a package that is not installed.
  case unchecked(String)
  case failed(String)

  /// Nil when all is well.
  package var reason: String? {
    switch self {
    case .checked: nil
    case .unchecked(let reason), .failed(let reason): reason
    }
  }
}

/// One column of a collection's entry table.
package struct EntryColumn: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case text, number, boolean, date, list
  }

  /// The key at the top of the entry's data.
  package var key: String
  package var kind: Kind

  package init(key: String, kind: Kind) {
    self.key = key
    self.kind = kind
  }
}

// MARK: - Counting

extension Sequence<Problem> {
  package func count(_ severity: Severity) -> Int {
    reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }
}

extension EntrySummary {
  package var errorCount: Int { problems.count(.error) }
  package var warningCount: Int { problems.count(.warning) }
}

extension CollectionSnapshot {
  /// Those of the collection first, then those of its entries.
  package var allProblems: some Sequence<Problem> {
    [problems, entries.flatMap(\.problems)].joined()
  }

  package var errorCount: Int { count(.error) }
  package var warningCount: Int { count(.warning) }

  private func count(_ severity: Severity) -> Int {
    problems.count(severity) + entries.reduce(0) { $0 + $1.problems.count(severity) }
  }
}

extension SiteSnapshot {
  /// Every problem: of the site, then collection by collection, by file and place.
  package var allProblems: [Problem] {
    problems
      + collections.flatMap { collection in
        collection.allProblems.sorted {
          ($0.file, $0.span?.start.offset ?? 0) < ($1.file, $1.span?.start.offset ?? 0)
        }
      }
  }

  package var entryCount: Int { collections.reduce(0) { $0 + $1.entries.count } }

  package subscript(collection name: String) -> CollectionSnapshot? {
    collections.first { $0.name == name }
  }
}
