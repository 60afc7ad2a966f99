import Foundation
import FrontisCommands

exit(await Frontis.status(for: Array(CommandLine.arguments.dropFirst())))
