import CCurses
import Dispatch
import Loop

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Bytes and signals that come to the process, handed on without a thread of its own.
///
/// Nothing runs while nothing comes.
@MainActor final class TerminalInput {
  /// Whether the process was stopped and has not taken the screen again.
  var isStopped = false
  private var isClosed = false
  private var decoder: InputDecoder
  private var bytes: (any DispatchSourceRead)?
  private var signals: (any DispatchSourceRead)?
  private var timer: (any DispatchSourceTimer)?
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var receive: @MainActor (InputEvent) -> Void = { _ in }
  private var signal: @MainActor (Int32) -> Void = { _ in }
  private var wake: @MainActor () -> Bool = { true }

  init(known: [[UInt8]: Key]) { decoder = InputDecoder(known: known) }

  func start(
    receive: @escaping @MainActor (InputEvent) -> Void,
    signal: @escaping @MainActor (Int32) -> Void,
    wake: @escaping @MainActor () -> Bool
  ) {
    self.receive = receive
    self.signal = signal
    self.wake = wake
    bytes = source(STDIN_FILENO) { $0.readBytes() }
    let file = ccurses_signals()
    if file >= 0 { signals = source(file) { $0.readSignals(file) } }
  }

  /// Leaves what is typed to another program until `resume`.
  func pause() {
    bytes?.cancel()
    bytes = nil
  }

  /// Reads again what is typed, unless the terminal is gone.
  func resume() {
    guard bytes == nil, signals != nil, !isClosed else { return }
    bytes = source(STDIN_FILENO) { $0.readBytes() }
  }

  func stop() {
    bytes?.cancel()
    signals?.cancel()
    timer?.cancel()
    (bytes, signals, timer) = (nil, nil, nil)
  }

  /// Stops the process as the signal from outside does.
  func suspend() { signal(SIGTSTP) }

  /// Looks again in a moment whether the screen may be taken.
  ///
  /// A shell tells a job that goes on in the background nothing when it comes to the foreground.
  func wakeLater() {
    after(.milliseconds(250)) { if !$0.wake() { $0.wakeLater() } }
  }

  /// Calls `action` once; a later call takes the place of an earlier one.
  private func after(_ duration: Duration, _ action: @escaping @MainActor (TerminalInput) -> Void) {
    timer?.cancel()
    let timer = DispatchSource.makeTimerSource(queue: .main)
    let nanoseconds = Int(duration / .nanoseconds(1))
    timer.schedule(deadline: .now() + .nanoseconds(nanoseconds), leeway: .milliseconds(1))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        guard let self else { return }
        self.timer = nil
        action(self)
      }
    }
    timer.activate()
    self.timer = timer
  }

  private func source(
    _ file: Int32,
    _ handle: @escaping @MainActor (TerminalInput) -> Void
  ) -> any DispatchSourceRead {
    let source = DispatchSource.makeReadSource(fileDescriptor: file, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        if let self { handle(self) }
      }
    }
    source.activate()
    return source
  }
}

// MARK: - Reading

extension TerminalInput {
  private func readBytes() {
    guard wake() else { return }
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    guard count > 0 else {
      if count < 0, errno == EINTR || errno == EAGAIN { return }
      // End of file or the terminal is gone: reading on would never wait again.
      isClosed = true
      pause()
      receive(.ending(.terminalClosed))
      return
    }
    for event in decoder.decode(buffer[..<count]) { receive(event) }
    waitForMore()
  }

  /// A sequence that is cut means something else when nothing follows.
  private func waitForMore() {
    timer?.cancel()
    timer = nil
    guard let duration = decoder.patience else { return }
    after(duration) { input in
      for event in input.decoder.flush() { input.receive(event) }
    }
  }

  private func readSignals(_ file: Int32) {
    var numbers = [UInt8](repeating: 0, count: 64)
    let count = read(file, &numbers, numbers.count)
    guard count > 0 else { return }
    for number in numbers[..<count] {
      ccurses_signal_taken(Int32(number))
      signal(Int32(number))
    }
  }
}
