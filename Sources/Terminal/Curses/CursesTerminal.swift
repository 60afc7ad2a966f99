import CCurses
import Foundation
package import Loop
package import Screen

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The terminal that the process was started in, drawn through curses.
///
/// One at a time: curses and the signals it catches belong to the process.
@MainActor package final class CursesTerminal: Terminal {
  package let look: Look
  package private(set) var size = Size(1, 1)
  private let depth: ColorDepth
  private var theme: Theme
  private var pairs = Pairs()
  /// What the terminal shows now; nil when that is not known.
  private var shown: Frame?
  /// Whether the screen is ours now, not another program's or the shell's.
  private(set) var isOurs = false
  private var hasMouse: Bool
  private let asksBackground: Bool
  let input: TerminalInput
  private var text: [wchar_t] = []

  /// Takes over the terminal.
  ///
  /// `lines` nil means what the terminal can show. `asksBackground` makes it tell once whether its
  /// background is dark (`InputEvent.background`).
  package init(
    theme: Theme,
    lines: LineDrawing? = nil,
    hasMouse: Bool = true,
    asksBackground: Bool = false,
    environment: [String: String]
  ) throws(CursesError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let name = environment["TERM"] ?? ""
    guard !name.isEmpty, name != "dumb" else { throw .terminalTooPlain(name) }
    setlocale(LC_ALL, "")
    let isUnicode = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
    // Text is UTF-8 whatever the environment says.
    if !isUnicode { setlocale(LC_CTYPE, "C.UTF-8") }
    ccurses_keep_settings()
    guard ccurses_open(name) else { throw .unknownTerminal(name) }
    guard ccurses_string("cup") != nil else {
      ccurses_close()
      throw .terminalTooPlain(name)
    }
    ccurses_raw()
    depth = ColorDepth(colors: Int(ccurses_colors()), environment: environment)
    let best: LineDrawing = !isUnicode ? .ascii : name == "linux" ? .square : .rounded
    look = Look(
      lines: lines ?? best,
      hasColor: depth > .mono,
      pictures: PictureProtocol(environment: environment)
    )
    self.theme = theme
    self.hasMouse = hasMouse
    self.asksBackground = asksBackground
    input = TerminalInput(known: KnownKeys.read())
    guardTerminal()
    isOurs = true
    size = Self.currentSize
  }

  /// What is written when the process dies with the screen on.
  private func guardTerminal() {
    var bytes = TerminalModes.mouseOff + TerminalModes.off
    for capability in ["sgr0", "op", "rmkx", "cnorm", "rmcup"] {
      if let string = ccurses_string(capability) { bytes += String(cString: string).unpadded }
    }
    ccurses_guard(bytes, bytes.utf8.count)
    ccurses_guard_active(true)
  }

  static var currentSize: Size {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
    else { return Size(80, 24) }
    return Size(Int(window.ws_col), Int(window.ws_row))
  }
}

extension String {
  /// Without the pauses that terminals on slow lines once needed (`$<5>`, terminfo(5)).
  fileprivate var unpadded: String { replacing(/\$<[^>]*>/, with: "") }
}

// MARK: - Input and modes

extension CursesTerminal {
  package func start(_ receive: @escaping @MainActor (InputEvent) -> Void) {
    write(TerminalModes.on + (hasMouse ? TerminalModes.mouseOn : ""))
    if asksBackground { write(TerminalModes.askBackground) }
    input.start(
      receive: receive,
      signal: { [weak self] in self?.answer($0, receive) },
      wake: { [weak self] in self?.wake(receive) ?? true }
    )
    let current = Self.currentSize
    if current != size { resize(to: current, receive) }
  }

  package func leave() {
    guard isOurs else { return }
    isOurs = false
    hidePicture()
    input.pause()
    write(TerminalModes.mouseOff + TerminalModes.off)
    endwin()
    ccurses_guard_active(false)
  }

  package func enter() {
    guard !isOurs else { return }
    isOurs = true
    ccurses_guard_active(true)
    shown = nil
    ccurses_forget()
    size = Self.currentSize
    ccurses_resize(Int32(size.height), Int32(size.width))
    ccurses_refresh()
    write(TerminalModes.on + (hasMouse ? TerminalModes.mouseOn : ""))
    input.resume()
  }

  package func stop() {
    input.stop()
    leave()
    tcflush(STDIN_FILENO, TCIFLUSH)
    ccurses_signals_end()
    ccurses_close()
  }

  package func obey(_ command: TerminalCommand) {
    switch command {
    case .bell: write("\u{07}")
    case .copy(let text): copy(text)
    case .redraw:
      shown = nil
      ccurses_forget()
    case .mouse(let isOn):
      hasMouse = isOn
      if isOurs { write(isOn ? TerminalModes.mouseOn : TerminalModes.mouseOff) }
    case .theme(let theme):
      self.theme = theme
      pairs = Pairs()
      obey(.redraw)
    case .suspend: input.suspend()
    }
  }

  /// Terminals refuse more; k9s keeps to the same limit.
  private static let largestCopy = 74_994

  private func copy(_ text: String) {
    let base64 = Data(text.utf8.prefix(Self.largestCopy)).base64EncodedString()
    write(TerminalModes.copying(base64: base64))
  }

  private func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { unistdWrite(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// `write(2)`, which the terminal's own method of that name hides.
private func unistdWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}

// MARK: - Signals

extension CursesTerminal {
  private func answer(_ number: Int32, _ receive: @MainActor (InputEvent) -> Void) {
    switch number {
    case SIGWINCH: if isOurs { resize(to: Self.currentSize, receive) }
    case SIGCONT: if !wake(receive) { input.wakeLater() }
    case SIGTSTP:
      guard isOurs else { return }
      leave()
      input.isStopped = true
      if !ccurses_stop(), !wake(receive) { input.wakeLater() }
    default: receive(.ending(.signal(number)))
    }
  }

  /// Takes the screen again after the process was stopped; false when it may not draw yet.
  private func wake(_ receive: @MainActor (InputEvent) -> Void) -> Bool {
    guard input.isStopped else { return true }
    guard ccurses_is_foreground() else { return false }
    input.isStopped = false
    enter()
    receive(.resize(size))
    receive(.resumed)
    return true
  }

  private func resize(to size: Size, _ receive: @MainActor (InputEvent) -> Void) {
    guard size != self.size else { return }
    self.size = size
    ccurses_resize(Int32(size.height), Int32(size.width))
    receive(.resize(size))
  }

  /// Ends the process by the signal that ended the run, so that its parent sees the true cause.
  package static func endProcess(by signal: Int32) -> Never {
    ccurses_die(signal)
    exit(128 + signal)
  }
}

// MARK: - Drawing

extension CursesTerminal {
  package func present(_ frame: Frame) {
    guard isOurs else { return }
    let isPictureNew = frame.picture != shown?.picture
    if isPictureNew { hidePicture() }
    let diff = FrameDiff(from: shown, to: frame)
    if let shown, !frame.isScrolled(from: shown, changing: diff) { forget(diff) }
    for run in diff.runs { draw(run, of: frame) }
    if let cursor = frame.cursor {
      ccurses_cursor(Int32(cursor.y), Int32(cursor.x))
    } else {
      ccurses_cursor(-1, 0)
    }
    ccurses_refresh()
    if isPictureNew, let picture = frame.picture { show(picture) }
    shown = frame
  }

  /// Keeps curses from looking for rows that it could move over several others.
  ///
  /// That moves the pane beside them as well, and terminals and recorders that lack SU and SD
  /// (ECMA-48, 8.3.147 and 8.3.113) are left with what stood there before.
  private func forget(_ diff: FrameDiff) {
    let rows = Set(diff.runs.map(\.y))
    // Fewer are never moved.
    guard rows.count > 3 else { return }
    for row in rows { ccurses_forget_rows(Int32(row), 1) }
  }

  private func show(_ picture: PlacedPicture) {
    guard let pictures = look.pictures else { return }
    write(PictureSequences.showing(picture, cell: Self.cellSize, by: pictures))
  }

  /// Takes away the picture that is shown.
  private func hidePicture() {
    guard let pictures = look.pictures, let rect = shown?.picture?.rect else { return }
    write(PictureSequences.hiding(by: pictures))
    ccurses_forget_rows(Int32(rect.y), Int32(rect.height))
  }

  /// A cell in pixels where the terminal tells it.
  private static var cellSize: Size {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0,
      window.ws_row > 0, window.ws_xpixel > 0, window.ws_ypixel > 0
    else { return Size(1, 2) }
    return Size(Int(window.ws_xpixel / window.ws_col), Int(window.ws_ypixel / window.ws_row))
  }

  /// Draws neighbouring cells, those of one style at once.
  private func draw(_ run: FrameDiff.Run, of frame: Frame) {
    var start = run.columns.lowerBound
    let cells = frame.row(run.y)
    var style: Style?
    text.removeAll(keepingCapacity: true)
    for x in run.columns {
      let cell = cells[cells.startIndex + x]
      if cell.style != style {
        flush(style, at: start, run.y)
        style = cell.style
        start = x
      }
      append(cell.glyph)
    }
    flush(style, at: start, run.y)
  }

  private func flush(_ style: Style?, at x: Int, _ y: Int) {
    guard let style, !text.isEmpty else { return }
    let look = pairs.look(of: style, in: theme, depth: depth)
    ccurses_style(look.attributes, look.pair)
    ccurses_put(Int32(y), Int32(x), text, Int32(text.count))
    text.removeAll(keepingCapacity: true)
  }

  /// The C library, and with it curses, may count another width than we do: then a stand-in of the
  /// right width is shown, so that nothing beside it moves.
  private func append(_ glyph: Glyph) {
    guard let base = glyph.base else { return }
    let width = ccurses_width(wchar_t(bitPattern: base.value))
    if base.isASCII || width == Int32(glyph.width) {
      text.append(wchar_t(bitPattern: base.value))
      for mark in glyph.marks where ccurses_width(wchar_t(bitPattern: mark.value)) == 0 {
        text.append(wchar_t(bitPattern: mark.value))
      }
    } else {
      // A picture that curses counts as one cell is sent without the request for two.
      text.append(width == 1 ? wchar_t(bitPattern: base.value) : 0xFFFD)
      if glyph.width == 2 { text.append(0x20) }
    }
  }
}
