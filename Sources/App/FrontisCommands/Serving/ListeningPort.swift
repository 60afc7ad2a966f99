import Synchronization

/// The port that a server got, known once it listens.
final class ListeningPort: Sendable {
  private let port = Mutex<Int?>(nil)

  var value: Int? {
    get { port.withLock(\.self) }
    set { port.withLock { $0 = newValue } }
  }
}
