import Actions
import Synchronization

/// How a build ended, known once its last event has come.
final class BuildEnd: Sendable {
  private let ending = Mutex<BuildEvent.Ending?>(nil)

  var value: BuildEvent.Ending? {
    get { ending.withLock(\.self) }
    set { ending.withLock { $0 = newValue } }
  }
}
