import Content
import Diagnostics
import Frontmatter
import Schemas
import SiteScripts
import Values

/// Holds data against one collection's schema and turns issues into problems with a place.
///
/// Shared by the whole-site check and by the form, so that they never disagree.
struct EntryCheck: Sendable {
  let collection: String
  let schema: Schema?
  /// The schema as a form shows it.
  let field: FieldDescription?
  /// The same where the schema makes references of texts, else nil.
  private let referenceField: FieldDescription?
  /// Whether an entry may name images.
  let hasImages: Bool
  /// Whether several entries are parsed in less time together.
  let isQuickerTogether: Bool
  let callbacks: any SchemaCallbacks
  /// The names of all collections of the site, for finding references.
  let collections: Set<String>
  /// The content config, for problems of the site's own functions.
  let config: String

  init(
    collection: String,
    schema: Schema?,
    callbacks: any SchemaCallbacks,
    collections: Set<String>,
    config: String
  ) {
    self.collection = collection
    self.schema = schema
    field = schema?.field
    hasImages = field?.hasImages ?? false
    referenceField = field?.hasReferences == true ? field : nil
    isQuickerTogether = schema?.putsOffCalls ?? false
    // What is of no use is not counted for each file.
    self.callbacks = schema?.hasCallbacks == true ? callbacks : NoCallbacks()
    self.collections = collections
    self.config = config
  }

  /// What became of one entry's data.
  struct Outcome: Sendable {
    /// The schema's output; the data itself where there is no schema or it does not fit.
    var output: Value
    var problems: [Problem]
    var references: [ReferenceUse]
  }

  /// What the schema says of an entry's data.
  typealias Parsed = Result<ParseOutcome, SchemaError>

  /// What the schema says of the data of several entries, each with its file; nil for those that are
  /// parsed as they are checked.
  func parse(_ entries: [(data: Value, file: String)]) -> [Parsed?] {
    guard let schema, schema.putsOffCalls else { return entries.map { _ in nil } }
    return schema.parse(entries.map(\.data)) { callbacks(schema, of: entries[$0].file) }
  }

  /// Checks `data`, which stands at `base` in `document`; that is only made when there is something
  /// to point at.
  ///
  /// `parsed` is what the schema says, if it was asked.
  func check(
    _ data: Value,
    _ parsed: Parsed? = nil,
    at base: ValuePath,
    in document: () -> FrontmatterDocument,
    entry: String,
    file: String
  ) -> Outcome {
    guard let schema else {
      return Outcome(
        output: data,
        problems: [],
        references: placed(ReferenceUse.all(in: data, collections: collections), base, document)
      )
    }
    let callbacks = callbacks(schema, of: file)
    do throws(SchemaError) {
      let verdict =
        if let parsed { try parsed.get() } else { try schema.parse(data, calling: callbacks) }
      switch verdict {
      case .success(let output):
        return Outcome(
          output: output,
          problems: emptyDates(data, output, base, document, entry: entry, file: file),
          references: placed(
            ReferenceUse.all(in: output, collections: collections),
            base,
            document
          )
        )
      case .failure(let issues):
        if usesMissing(schema, data, callbacks) { return unchecked(data) }
        let document = document()
        let problems = issues.map { problem($0, base, document, entry: entry, file: file) }
        let uses = referenceField.map { ReferenceUse.all(written: data, as: $0) } ?? []
        return Outcome(
          output: data,
          problems: problems,
          references: placed(uses, base, { document })
        )
      }
    } catch {
      if usesMissing(schema, data, callbacks) { return unchecked(data) }
      return Outcome(
        output: data,
        problems: [failure(error, base, document(), entry: entry, file: file)],
        references: []
      )
    }
  }
}

// MARK: - Packages that are not installed

extension EntryCheck {
  /// Whether the schema's functions ask a package that is not installed about `data`: then nobody
  /// knows what they would say.
  private func usesMissing(
    _ schema: Schema,
    _ data: Value,
    _ callbacks: any SchemaCallbacks
  ) -> Bool {
    guard schema.hasCallbacks, let own = callbacks as? any EntryCallbacks,
      let before = own.missingUses()
    else { return false }
    _ = try? schema.parse(data, calling: callbacks)
    return own.missingUses() != before
  }

  private func unchecked(_ data: Value) -> Outcome {
    Outcome(output: data, problems: [], references: [])
  }
}

// MARK: - Problems

extension EntryCheck {
  /// The callbacks, which may look for files next to the entry's.
  private func callbacks(_ schema: Schema, of file: String) -> any SchemaCallbacks {
    guard schema.hasCallbacks, let callbacks = callbacks as? any EntryCallbacks else {
      return callbacks
    }
    return callbacks.reading(file)
  }

  private func problem(
    _ issue: SchemaIssue,
    _ base: ValuePath,
    _ document: FrontmatterDocument,
    entry: String,
    file: String
  ) -> Problem {
    // Images are often kept elsewhere than the texts, and their absence here means little.
    let image = issue.missingImage
    let isImage = image != nil
    let issue = image ?? issue
    let range = document.range(
      ofProblemAt: base + issue.path,
      unrecognizedKeys: issue.unrecognizedKeys
    )
    return Problem(
      rule: isImage ? "image/missing" : "schema/\(issue.code)",
      severity: isImage ? .warning : .error,
      message: issue.message,
      collection: collection,
      entry: entry,
      path: issue.path,
      file: file,
      span: SourceSpan(range, in: document.source),
      issue: issue.value
    )
  }

  /// A function of the site threw or did not end, or a pattern takes too long: a problem of the entry
  /// that made it.
  private func failure(
    _ error: SchemaError,
    _ base: ValuePath,
    _ document: FrontmatterDocument,
    entry: String,
    file: String
  ) -> Problem {
    if case .tooManySteps(_, let path) = error {
      let range = document.range(ofProblemAt: base + path)
      return Problem(
        rule: "parse/limit",
        severity: .warning,
        message: "\(error) on this entry: it is not checked",
        collection: collection,
        entry: entry,
        path: path,
        file: file,
        span: SourceSpan(range, in: document.source),
        help: "look for a repetition inside of a repetition in it, such as (a+)+"
      )
    }
    let range = document.range(ofProblemAt: base)
    var place = ""
    if case .callbackFailed(_, let code?) = error { place = " at \(code)" }
    return Problem(
      rule: "schema/exception",
      severity: .error,
      message: "the schema's own code failed\(place): \(error)",
      collection: collection,
      entry: entry,
      file: file,
      span: SourceSpan(range, in: document.source),
      help: "see the schema of '\(collection)' in \(config)"
    )
  }

  /// `z.coerce.date()` makes the first day of 1970 of a key with nothing behind it.
  private func emptyDates(
    _ data: Value,
    _ output: Value,
    _ base: ValuePath,
    _ document: () -> FrontmatterDocument,
    entry: String,
    file: String
  ) -> [Problem] {
    guard case .object(let data) = data, case .object(let output) = output else { return [] }
    var problems: [Problem] = []
    // Where they stand: a copy of each would cost more than the look.
    let values = data.values.span
    for position in values.indices {
      guard case .null = values[position] else { continue }
      let key = data.key(at: position)
      guard case .date(let date)? = output[key], date.milliseconds == 0 else { continue }
      let document = document()
      let range = document.range(ofProblemAt: base + [.key(key)])
      problems.append(
        Problem(
          rule: "content/date-shift",
          severity: .warning,
          message: "nothing is written here; it is read as 1970-01-01",
          collection: collection,
          entry: entry,
          path: [.key(key)],
          file: file,
          span: SourceSpan(range, in: document.source),
          help: "write a date, or remove the key"
        )
      )
    }
    return problems
  }

  /// The uses, each with its place in the document.
  private func placed(
    _ uses: [ReferenceUse],
    _ base: ValuePath,
    _ document: () -> FrontmatterDocument
  ) -> [ReferenceUse] {
    guard !uses.isEmpty else { return [] }
    var uses = uses
    let document = document()
    for index in uses.indices {
      let range = document.range(ofProblemAt: base + uses[index].path)
      uses[index].span = SourceSpan(range, in: document.source)
    }
    return uses
  }
}

extension SchemaIssue {
  /// What `image()` of Astro 2 to 4 says, also as all that a union's member has to say; nil for others.
  fileprivate var missingImage: SchemaIssue? {
    if code == "custom" {
      let isImage =
        message.hasPrefix("Image ") && message.hasSuffix(" does not exist. Is the path correct?")
      return isImage ? self : nil
    }
    for member in fields["unionErrors"]?.arrayValue ?? [] {
      let issues = member[["issues"]]?.arrayValue ?? []
      let images = issues.compactMap { SchemaIssue($0)?.missingImage }
      if let image = images.first, images.count == issues.count { return image }
    }
    return nil
  }

  /// Nil when `value` is no issue.
  private init?(_ value: Value) {
    guard case .object(var fields) = value, let code = fields["code"]?.stringValue,
      let message = fields["message"]?.stringValue, let path = fields["path"]?.arrayValue
    else { return nil }
    for key in ["code", "message", "path"] { fields[key] = nil }
    self.init(code: code, path: path.map(PathSegment.init), message: message, fields: fields)
  }

  fileprivate var unrecognizedKeys: [String] {
    guard code == "unrecognized_keys" else { return [] }
    return fields["keys"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}
