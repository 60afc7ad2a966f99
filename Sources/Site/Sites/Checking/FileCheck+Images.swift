import Content
import Diagnostics
import Frontmatter
import Schemas
import Values

extension FileCheck {
  /// What Astro takes for an image to import: consts.ts, `VALID_INPUT_FORMATS`.
  private static let endings: Set<String> = [
    "jpeg", "jpg", "png", "apng", "tiff", "webp", "gif", "svg", "avif",
  ]

  /// The images that an entry names by a path from its file, and that are not there.
  ///
  /// Astro 5 and later look for them when a page is built. A name that the site's bundler may know by an alias,
  /// and a path that leads out of the site, are left alone.
  func missingImages(
    _ data: Value,
    at base: ValuePath,
    in document: () -> FrontmatterDocument,
    file: String,
    entry: String,
    _ plan: CollectionPlan
  ) -> [Problem] {
    guard plan.check.hasImages, let imageRoot, let field = plan.check.field else { return [] }
    var uses: [(path: ValuePath, text: String)] = []
    Self.find(field, data, [], &uses)
    return uses.filter { isMissing($0.text, file: file, root: imageRoot) }.map { use in
      let document = document()
      let range = document.range(ofProblemAt: base + use.path)
      return Problem(
        rule: "image/missing",
        severity: .warning,
        message: "Could not find requested image `\(use.text)`. Does it exist?",
        collection: plan.name,
        entry: entry,
        path: use.path,
        file: file,
        span: SourceSpan(range, in: document.source)
      )
    }
  }

  private static func find(
    _ field: FieldDescription,
    _ value: Value,
    _ path: ValuePath,
    _ uses: inout [(path: ValuePath, text: String)]
  ) {
    switch (field.kind, value) {
    case (.image, .string(let text)): uses.append((path, text))
    case (.object(let fields, _), .object(let object)):
      for field in fields {
        if let value = object[field.key] { find(field, value, path + [.key(field.key)], &uses) }
      }
    case (.array(let item, _, _), .array(let items)) where item.hasImages:
      for (index, value) in items.enumerated() { find(item, value, path + [.index(index)], &uses) }
    case (.record(_, let item), .object(let object)) where item.hasImages:
      for (key, value) in object { find(item, value, path + [.key(key)], &uses) }
    default: break
    }
  }

  private func isMissing(_ text: String, file: String, root: String) -> Bool {
    guard text.hasPrefix("./") || text.hasPrefix("../"), let dot = text.lastIndex(of: "."),
      Self.endings.contains(text[text.index(after: dot)...].lowercased())
    else { return false }
    var folders = file.split(separator: "/").dropLast()
    for step in text.split(separator: "/") where step != "." {
      if step != ".." {
        folders.append(step)
      } else if folders.popLast() == nil {
        return false
      }
    }
    return FileStatus(path: "\(root)/\(folders.joined(separator: "/"))") == nil
  }
}

extension FieldDescription {
  /// Whether a value of it may name an image for certain; of a union nobody knows which member it is.
  var hasImages: Bool {
    switch kind {
    case .image: true
    case .object(let fields, _): fields.contains(where: \.hasImages)
    case .array(let item, _, _), .record(_, let item): item.hasImages
    default: false
    }
  }
}

extension FileRecord {
  /// Whether it may change while its file does not: an image may come.
  var lacksImages: Bool {
    entries.contains { $0.problems.contains { $0.rule == "image/missing" } }
  }
}
