package import Loop
package import Screen
package import Sessions
import Sites
import Values
import Widgets

/// frontis's screens as one value: a site, where the person is in it, and what they are doing.
package struct FrontisProgram: Program {
  package typealias Message = Interface.Message
  package typealias Request = Interface.Request

  /// The site's folder, absolute.
  let root: String
  let name: String
  /// Nil until the site has been read for the first time.
  var catalog: Catalog?
  var activity = ActivityState()
  /// How the terminal takes pictures; nil where it shows none.
  let pictures: PictureProtocol?
  /// Whether the site's own programs may run.
  var isTrusted: Bool

  var size: Size
  var screen: Scope = .overview
  /// The screens that Esc goes back to, the last one first.
  var trail: [Scope] = []
  var overview = OverviewState()
  var entries = EntriesState()
  var detail: DetailState?
  var form: FormState?
  /// By their collections.
  var formFolds: [String: FormFolds] = [:]
  var problems = ProblemsState()
  var build = BuildState()
  var review: ReviewState?
  /// What the fixes that are asked for may be of, and which of these they are.
  var wantedReaches: [FixReach] = []
  var wantedReach = 0
  /// Files are being written, or an undo or redo is made.
  var isWriting = false
  /// What was asked for is being worked out, to be looked at.
  var isWorkingOut = false
  /// What lies over the screen and gets the keys; nil for nothing.
  var layer: Layer?
  /// Drafts of an earlier run, still to be asked about.
  var drafts: [FormDraft] = []

  /// Keys of a chord that is not complete.
  var chord: [Key] = []
  var isChordShown = false
  var toast: Toast?
  var toastCount = 0
  var isReading = true
  var isReadingShown = false
  /// How far the reading is, where it takes a while.
  var readingMeter: Meter?
  var hasMouse = true
  /// Ctrl-C was the last key.
  var isQuitAsked = false
  /// A reminder to keep the form's draft is on its way.
  var isDraftDue = false
  /// Where the person was the last time, until the site is there to go to it.
  var pendingPlace: Place?
  var rememberedPlace: Place?
  /// The local date at midnight UTC, for dates like `today`.
  var today = DateValue(milliseconds: 0)

  /// What lies over the screen.
  enum Layer: Sendable {
    case help(HelpState)
    case palette(PaletteState)
    case question(Question)
    case prompt(PromptState)
    case diff
    case drift(DriftState)
    case conflict(ConflictState)
  }

  /// A program at the start: `place` is where the person was the last time, `drafts` what they had
  /// not saved.
  ///
  /// `catalog` is given where something is known already; everything else comes in messages.
  package init(
    root: String,
    name: String,
    catalog: Catalog? = nil,
    place: Place? = nil,
    drafts: [FormDraft] = [],
    isTrusted: Bool = false,
    pictures: PictureProtocol? = nil,
    size: Size
  ) {
    self.root = root
    self.name = name
    self.isTrusted = isTrusted
    self.pictures = pictures
    self.size = size
    self.drafts = drafts
    pendingPlace = place
    if let catalog {
      _ = show(catalog)
      isReading = false
    }
    settle()
  }

  /// What is to be done first.
  package var first: Next<Request> {
    .perform([Keyed(.readSite, key: RequestKey.read), Keyed(.readDrafts), Keyed(.readActivity)])
      .and(.perform(.followSite, key: RequestKey.follow))
      .and(.perform(.remind(.showReading), after: .milliseconds(100)))
  }

  package func message(for event: InputEvent) -> Message? {
    switch event {
    case .key(let key): .pressed(key)
    case .paste(let text): .pasted(text)
    case .mouse(let event): .pointed(event)
    case .resize(let size): .resized(size)
    case .resumed: .resumed
    case .ending: .ending
    case .focus, .background: nil
    }
  }

  package mutating func update(_ message: Message) -> Next<Request> {
    let next = handle(message)
    settle()
    return next.and(rememberingPlace())
  }
}

/// The keys of requests of which only the newest counts.
enum RequestKey {
  static let read = "read"
  static let follow = "follow"
  static let open = "open"
  static let arrange = "arrange"
  static let check = "check"
  static let images = "images"
  static let picture = "picture"
  static let draft = "draft"
  static let place = "place"
  static let build = "build"
  static let chord = "chord"
  static let toast = "toast"
  static let save = "save"
  static let diffs = "diffs"
  static let propose = "propose"
  static let commit = "commit"
  static let work = "work"
}
