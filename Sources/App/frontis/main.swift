import Dispatch
import Foundation
import FrontisCommands

let arguments = Array(CommandLine.arguments.dropFirst())
Frontis.prepare()
if arguments.first == "check" {
  MainThreadExecutor.run { exit(await Frontis.status(for: arguments)) }
}
// The process ends on whatever thread is done: a change to the main one would only take time.
Task.detached { exit(await Frontis.status(for: arguments)) }
dispatchMain()
