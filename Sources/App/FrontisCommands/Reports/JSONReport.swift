import Diagnostics
import ECMAScript
import Sites
import Values

/// `frontis check --format json`: one object whose keys do not change from version to version.
struct JSONReport {
  let snapshot: SiteSnapshot
  let problems: [Problem]
  /// The fixes of each of the problems.
  let fixes: [[Fix]]

  var text: String { JSONText.write(value, indent: 2) + "\n" }

  /// One line of JSON per problem.
  var lines: String { values.map { JSONText.write($0) + "\n" }.joined() }

  private var values: [Value] { zip(problems, fixes).map { Self.value(of: $0, $1) } }

  private var value: Value {
    [
      "version": 1,
      "site": [
        "root": .string(snapshot.root), "config": Self.optional(snapshot.config),
        "astro": Self.optional(snapshot.astroVersion), "zod": .number(Double(snapshot.zodMajor)),
      ],
      "collections": .array(snapshot.collections.map(Self.value)),
      "problems": .array(values),
      "summary": [
        "entries": .number(Double(snapshot.entryCount)),
        "files": .number(Double(snapshot.fileCount)),
        "errors": .number(Double(problems.count(.error))),
        "warnings": .number(Double(problems.count(.warning))),
        "fixable": .number(Double(fixes.count(where: \.isFixable))),
        "seconds": .number((snapshot.seconds * 1000).rounded() / 1000),
      ],
    ]
  }

  private static func value(of collection: CollectionSnapshot) -> Value {
    let status =
      switch collection.status {
      case .checked: "checked"
      case .unchecked: "unchecked"
      case .failed: "failed"
      }
    return [
      "name": .string(collection.name), "loader": .string(collection.loader.rawValue),
      "base": .string(collection.base), "pattern": .array(collection.patterns.map(Value.string)),
      "entries": .number(Double(collection.entries.count)), "status": .string(status),
      "reason": optional(collection.status.reason),
    ]
  }

  private static func value(of problem: Problem, _ fixes: [Fix]) -> Value {
    [
      "rule": .string(problem.rule), "severity": .string(problem.severity.rawValue),
      "message": .string(problem.message), "collection": optional(problem.collection),
      "entry": optional(problem.entry), "path": value(of: problem.path),
      "file": .string(problem.file),
      "range": value(of: problem.span),
      "issue": problem.issue.map(TypedCoder.standard.encode) ?? .null,
      "help": optional(problem.help),
      "related": .array(
        problem.related.map { place in
          [
            "message": .string(place.message), "file": .string(place.file),
            "range": value(of: place.span),
          ]
        }
      ),
      "fixes": .array(fixes.map(value)),
    ]
  }

  private static func value(of fix: Fix) -> Value {
    [
      "title": .string(fix.title), "safe": .boolean(fix.isSafe),
      "edits": .array(
        fix.edits.map { edit in
          [
            "start": .number(Double(edit.range.lowerBound)),
            "end": .number(Double(edit.range.upperBound)), "text": .string(edit.text),
          ]
        }
      ),
    ]
  }

  private static func value(of span: SourceSpan?) -> Value {
    span.map { ["start": value(of: $0.start), "end": value(of: $0.end)] } ?? .null
  }

  private static func value(of position: SourcePosition) -> Value {
    [
      "line": .number(Double(position.line)), "column": .number(Double(position.column)),
      "offset": .number(Double(position.offset)),
    ]
  }

  private static func value(of path: ValuePath) -> Value {
    .array(
      path.map { segment in
        switch segment {
        case .key(let key): .string(key)
        case .index(let index): .number(Double(index))
        case .other(let value): TypedCoder.standard.encode(value)
        }
      }
    )
  }

  private static func optional(_ text: String?) -> Value { text.map(Value.string) ?? .null }
}

extension [Fix] {
  /// Whether `frontis fix` fixes the problem without being told more.
  var isFixable: Bool { contains(where: \.isSafe) }
}
