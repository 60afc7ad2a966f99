/// What earlier versions of Zod do in another way than the newest of their major version.
///
/// All else in this module, and in the recorder, is the way of the newest. The recorder keeps the names of
/// a site's rules with what it describes.
package enum ZodRule: String, CaseIterable, Sendable {
  /// A key that is left out is parsed as `undefined` and nothing more: `z.any()` takes it.
  case takesAbsence
  /// `z.undefined()` counts as optional.
  case undefinedIsOptional
  /// `transform`, `preprocess` and `catch` do not make a key one that may be left out.
  case transformsNeedKeys
  /// `preprocess` makes a key one that may be left out where its schema does.
  case preprocessFollowsSchema
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
  /// Each side of an intersection may refuse keys that the other one knows.
  case sidesRefuseAlone
  /// An object with refinements cannot be extended at all.
  case refinedObjectsAreClosed
  /// An optional key that is left out may still be wrong, as a refinement of it says.
  case absentKeysMayFail
  /// Keys of records are texts and nothing else.
  case recordKeysAreTexts
  /// `z.instanceof()` is a refinement.
  case instancesAreRefined
  /// A template literal says that it expects one.
  case templatesNameThemselves
  /// The bounds of dates are dates in an issue, too.
  case boundsAreDates
  /// Not all bounds that a value lies beyond are said to be allowed.
  case boundsLackInclusion
  /// Words say `nan`, and nothing of a map's entries.
  case fewerWords
  /// A phone number may begin with a zero.
  case looseE164
  /// A number in a template literal need not end where its pattern does.
  case openNumbers
  /// `.pick()`, `.omit()` and `.partial()` drop refinements, `.required()` too.
  case reshapingDropsChecks
  /// The issue of a URL's host shows the pattern of any host.
  case urlsShowAnyHost
  /// A tuple of nothing but optional items has them all.
  case optionalTuplesAreFull
  /// A whole number in a template literal has no sign.
  case unsignedIntegers
  /// A size is not said to be allowed itself.
  case sizesLackInclusion
  /// `.extend()` drops refinements.
  case extendDropsChecks
  /// There is no UUID of all ones.
  case noLastUUID

  // MARK: Zod 3

  /// A bigint that is too small has no words of its own.
  case wordlessBigInts
  /// A token must say its type, whatever that is.
  case tokensNeedTypes
  /// A time has seconds.
  case secondsAreRequired
  /// `z.custom()` takes a promise for a yes.
  case customsTakePromises
  /// What is said of a schema is said of `.array()` of it too.
  case arraysInheritWords
  /// `z.coerce.bigint()` throws what `BigInt()` throws.
  case bigintsThrow
  /// A ULID, or an IPv6 address, is written in capitals, or without any.
  case formatsHaveOneCase
  /// A date and time has the right digits and nothing more.
  case looseDatetimes
  /// An IPv4 address may have leading zeros.
  case zerosLeadAddresses
  /// A cuid2 begins with a letter.
  case cuid2sBeginWithLetters
  /// `required_error` and `invalid_type_error` are for wrong types alone, and there is no `message`.
  case wordsAreForTypes
  /// What is said of an enum is not said of its parts.
  case enumPartsForgetWords
  /// A discriminator is bare, and a native enum stands for its keys.
  case bareDiscriminators
  /// A record drops what is undefined.
  case recordsDropUndefined
  /// Empty words are no words.
  case emptyWordsAreNone
  /// `preprocess` leaves its schema out where anything was wrong before.
  case preprocessStops
  /// Addresses of mail without quotes.
  case unquotedEmails
  /// `preprocess` hands its function no context.
  case preprocessLacksContext
  /// A ULID may be part of a text.
  case ulidsAreParts
  /// The addresses of mail of 3.22.0 to 3.22.2.
  case dottedEmails
  /// A UUID has one of five versions.
  case strictUUIDs
  /// The addresses of mail of 3.21.
  case literalEmails
  /// The addresses of mail of 3.20.
  case quotedEmails
  /// `z.custom()` does not abort by itself.
  case customsContinue

  /// The versions that do so.
  package var versions: Range<ZodVersion> {
    switch self {
    case .transformsNeedKeys, .keepsFallbacks: .before(4, 4, 3)
    case .preprocessFollowsSchema: ZodVersion(4, 4, 2)..<ZodVersion(4, 4, 3)
    case .takesAbsence, .cutsTuples, .undefinedIsOptional, .conditionsOutliveAborts,
      .urlsNeedNoSlashes,
      .looseCUIDs, .base64SkipsSpaces, .hidesDiscriminators, .leavesKeysAlone, .recordsNeedKeys,
      .countsDecimals, .mergeDropsChecks, .nestedPathsBeginAnew:
      .before(4, 4, 0)
    case .sidesRefuseAlone: .before(4, 3, 2)
    case .refinedObjectsAreClosed: ZodVersion(4, 1, 0)..<ZodVersion(4, 3, 1)
    case .absentKeysMayFail, .recordKeysAreTexts, .instancesAreRefined, .templatesNameThemselves,
      .boundsAreDates, .boundsLackInclusion, .fewerWords, .looseE164, .openNumbers,
      .reshapingDropsChecks:
      .before(4, 3, 0)
    case .urlsShowAnyHost, .optionalTuplesAreFull: .before(4, 1, 13)
    case .unsignedIntegers: .before(4, 1, 7)
    case .noLastUUID, .sizesLackInclusion, .extendDropsChecks: .before(4, 1, 0)
    case .wordlessBigInts: .before(3, 25, 68)
    case .tokensNeedTypes: .before(3, 25, 9)
    case .secondsAreRequired: .before(3, 24, 4)
    case .customsTakePromises: .before(3, 24, 2)
    case .arraysInheritWords, .bigintsThrow, .formatsHaveOneCase: .before(3, 24, 0)
    case .looseDatetimes, .zerosLeadAddresses, .cuid2sBeginWithLetters, .wordsAreForTypes,
      .enumPartsForgetWords, .bareDiscriminators, .recordsDropUndefined, .emptyWordsAreNone,
      .unquotedEmails:
      .before(3, 23, 0)
    case .preprocessStops: ZodVersion(3, 22, 0)..<ZodVersion(3, 23, 0)
    case .ulidsAreParts: .before(3, 22, 4)
    case .dottedEmails: .before(3, 22, 3)
    case .strictUUIDs, .literalEmails, .preprocessLacksContext: .before(3, 22, 0)
    case .quotedEmails, .customsContinue: .before(3, 21, 0)
    }
  }

  /// The rules of one version.
  package static func all(of version: ZodVersion) -> Set<ZodRule> {
    Set(allCases.filter { $0.versions.contains(version) })
  }

  /// What is assumed of a site whose version is not known, so that nothing is called wrong which may be right.
  package static let lenient: Set<ZodRule> = [.takesAbsence, .looseCUIDs]
}

extension Range<ZodVersion> {
  /// From the first version of a major one to that before this.
  fileprivate static func before(_ major: Int, _ minor: Int, _ patch: Int) -> Range {
    ZodVersion(major, 0, 0)..<ZodVersion(major, minor, patch)
  }
}
