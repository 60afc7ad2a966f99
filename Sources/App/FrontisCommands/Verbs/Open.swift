import ArgumentParser
import Curses
import Interface
import Loop
import Screen
import Sites

/// `frontis [SITE]`: the screen.
struct Open: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a site's screen.",
    usage: "frontis [SITE]",
    shouldDisplay: false
  )

  @Argument(help: "The site's folder; the nearest one upwards without it.")
  var site: String?

  @Option(help: "The theme: terminal, dark, light, high-contrast, or one of your own.")
  var theme: String?

  func run() async throws {
    let world = World.current()
    let target = try SiteTarget(paths: site.map { [$0] } ?? [], in: world)
    let terminal: CursesTerminal
    do {
      terminal = try await CursesTerminal(
        theme: try world.theme(named: theme), environment: world.variables)
    } catch let error as CursesError {
      return try await check(instead: error)
    }
    let sessions = world.openSessions()
    let opened = try world.open(target.root, sessions: sessions)
    let ending = await Interface.run(
      opened, build: ServerProcess(root: target.root, world: world), environment: world.variables,
      on: terminal)
    if case .signal(let number) = ending { CursesTerminal.endProcess(by: number) }
  }

  /// Without a terminal that can show the screen the problems are printed instead.
  private func check(instead error: CursesError) async throws {
    StandardError.write("frontis: \(error); checking instead\n")
    var check = try Check.parse(site.map { [$0] } ?? [])
    try await check.run()
  }
}

extension World {
  /// The theme that the flag, the environment or the config asks for.
  func theme(named name: String?) throws -> Theme {
    let wanted = name ?? variables["FRONTIS_THEME"] ?? "terminal"
    let themes = Themes(folders: ["\(configFolder)/themes"])
    do {
      if let theme = try themes.theme(wanted) { return theme }
    } catch {
      throw CommandFailure(message: "\(error)")
    }
    throw CommandFailure(
      message: "there is no theme '\(wanted)'", help: "there are \(themes.names.joined(separator: ", "))")
  }
}
