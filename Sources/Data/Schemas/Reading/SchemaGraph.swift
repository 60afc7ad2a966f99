import ECMAScript
import Values

/// All nodes of a schema; they name each other by number, so that schemas may contain themselves.
final class SchemaGraph: Sendable {
  let dialect: ZodDialect
  /// What the site's version of Zod does in its own way.
  let rules: Set<ZodRule>
  let nodes: [Node]
  let root: Int
  /// The site's global error map, by its callback's number.
  let errorMap: Int?
  let hasCallbacks: Bool
  let acceptor: Acceptor
  /// The acceptor that puts calls off, where there are any.
  let callingAcceptor: Acceptor?
  /// Where dates without a zone are read.
  let zone: DateZone

  init(
    dialect: ZodDialect,
    rules: Set<ZodRule>,
    nodes: [Node],
    root: Int,
    errorMap: Int?,
    hasCallbacks: Bool,
    zone: DateZone
  ) {
    self.dialect = dialect
    self.rules = rules
    self.nodes = nodes
    self.root = root
    self.errorMap = errorMap
    self.hasCallbacks = hasCallbacks
    acceptor = AcceptorBuilder.acceptor(nodes, dialect: dialect, zone: zone)
    callingAcceptor =
      hasCallbacks
      ? AcceptorBuilder.acceptor(nodes, dialect: dialect, zone: zone, putsOffCalls: true) : nil
    self.zone = zone
  }
}

/// One schema of the site: a kind, and the checks that were added to it.
final class Node: Sendable {
  let kind: Kind
  let checks: [Check]
  let wording: Wording?
  /// What `describe` and `meta` said.
  let meta: ObjectValue?
  /// What the site's Astro helpers said: that it is a reference, or an image.
  let marker: ObjectValue?
  /// Zod 4: an enum of keys, none of which a record must have (`partialRecord`).
  let isOpen: Bool
  /// Zod 4: what this one is a copy of, where that was asked for.
  let parent: Int?

  init(
    kind: Kind,
    checks: [Check],
    wording: Wording?,
    meta: ObjectValue?,
    marker: ObjectValue?,
    isOpen: Bool,
    parent: Int?
  ) {
    self.kind = kind
    self.checks = checks
    self.wording = wording
    self.meta = meta
    self.marker = marker
    self.isOpen = isOpen
    self.parent = parent
  }
}
