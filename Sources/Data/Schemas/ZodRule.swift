/// What earlier versions of Zod do in another way than the newest of their major version.
///
/// All else in this module, and in the recorder, is the way of the newest. The recorder keeps the names of
/// a site's rules with what it describes.
package enum ZodRule: String, CaseIterable, Sendable {
  // MARK: Zod 4

  /// A key that is left out is parsed as `undefined` and nothing more: `z.any()` takes it.
  case takesAbsence
  /// `z.undefined()` counts as optional.
  case undefinedIsOptional
  /// `transform`, `preprocess` and `catch` do not make a key one that may be left out.
  case transformsNeedKeys
  /// `.optional()` keeps what a transform or a `catch` below it makes of `undefined`.
  case keepsFallbacks
  /// What a tuple lacks is not looked at where it may be lacking, and its length alone may decide.
  case cutsTuples
  /// Checks with a condition, which those of lengths have, run after one that aborted.
  case conditionsOutliveAborts
  /// `z.httpUrl()` does without the two slashes.
  case urlsNeedNoSlashes
  /// A cuid may hold anything but spaces and dashes.
  case looseCUIDs
  /// `z.base64()` skips white space.
  case base64SkipsSpaces
  /// A discriminated union does not say which values there are, and encodes by the discriminator alone.
  case hidesDiscriminators
  /// The keys of a record that has all of them are taken as they are.
  case leavesKeysAlone
  /// `z.record(values)` has no schema for its values.
  case recordsNeedKeys
  /// `multipleOf` counts in as many decimals as there are.
  case countsDecimals
  /// `.merge()` drops the checks of both objects.
  case mergeDropsChecks
  /// The paths of errors inside errors begin anew.
  case nestedPathsBeginAnew

  /// The first version that no longer does so.
  package var end: ZodVersion {
    switch self {
    case .transformsNeedKeys, .keepsFallbacks: ZodVersion(4, 4, 3)
    case .cutsTuples: ZodVersion(4, 4, 1)
    case .takesAbsence, .undefinedIsOptional, .conditionsOutliveAborts, .urlsNeedNoSlashes,
      .looseCUIDs, .base64SkipsSpaces, .hidesDiscriminators, .leavesKeysAlone, .recordsNeedKeys,
      .countsDecimals, .mergeDropsChecks, .nestedPathsBeginAnew:
      ZodVersion(4, 4, 0)
    }
  }

  /// The rules of one version.
  package static func all(of version: ZodVersion) -> Set<ZodRule> {
    Set(allCases.filter { $0.end.major == version.major && version < $0.end })
  }

  /// What is assumed of a site whose version is not known, so that nothing is called wrong which may be right.
  package static let lenient: Set<ZodRule> = [.takesAbsence, .looseCUIDs]
}
