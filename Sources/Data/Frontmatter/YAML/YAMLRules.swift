package import ECMAScript

/// Which js-yaml reads a site's YAML, where its versions differ.
package struct YAMLRules: Sendable {
  /// js-yaml 3: leading zeros are octal, `12:30` is a number, tabs may indent, `[,]` is `[null]`.
  package var isVersion3: Bool
  /// `1_000` is a number: js-yaml 3 to 4.1.
  package var allowsUnderscoresInNumbers: Bool
  /// How deep nodes may nest; more is refused.
  package var depthLimit: Int
  /// How many keys all merges (`<<`) of a document may bring together; more is refused.
  package var mergeKeyLimit: Int
  /// The time zone in which a date that stands as a key becomes text.
  package var zone: DateZone

  /// What of them a scalar by itself takes.
  var scalars: YAMLScalarRules {
    YAMLScalarRules(isVersion3: isVersion3, allowsUnderscoresInNumbers: allowsUnderscoresInNumbers)
  }

  private init(
    isVersion3: Bool,
    allowsUnderscoresInNumbers: Bool,
    depthLimit: Int,
    mergeKeyLimit: Int
  ) {
    self.isVersion3 = isVersion3
    self.allowsUnderscoresInNumbers = allowsUnderscoresInNumbers
    self.depthLimit = depthLimit
    self.mergeKeyLimit = mergeKeyLimit
    self.zone = .utc
  }

  /// js-yaml 4.`minor`, which Astro 5 and later use.
  package static func jsYAML4(minor: Int) -> YAMLRules {
    // js-yaml, CHANGELOG: 4.2 adds maxDepth and reads underscores as text, 4.3 adds
    // maxTotalMergeKeys. Where it has no limit ours only keeps the stack and the clock bounded.
    YAMLRules(
      isVersion3: false,
      allowsUnderscoresInNumbers: minor < 2,
      depthLimit: minor < 2 ? ownDepthLimit : 100,
      mergeKeyLimit: minor < 3 ? ownMergeKeyLimit : 10_000
    )
  }

  /// js-yaml 3's `safeLoad`, which Astro 2 to 4 use through gray-matter.
  package static let jsYAML3 = YAMLRules(
    isVersion3: true,
    allowsUnderscoresInNumbers: true,
    depthLimit: ownDepthLimit,
    mergeKeyLimit: ownMergeKeyLimit
  )

  private static let ownDepthLimit = 400
  private static let ownMergeKeyLimit = 200_000
  /// How many merge sources a document may have, whatever they bring.
  static let mergeStepLimit = 200_000
}

/// How the text of a scalar is read; holds nothing whose references are counted, since it is handed around for each.
struct YAMLScalarRules: Sendable {
  /// As in `YAMLRules`.
  let isVersion3: Bool
  /// As in `YAMLRules`.
  let allowsUnderscoresInNumbers: Bool
}
