import ArgumentParser
import Curses
import Interface
import Loop
import Screen
import Sites

/// `frontis [SITE]`: the screen.
struct Open: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open a site's screen.",
    usage: "frontis [SITE]",
    shouldDisplay: false
  )

  @Argument(help: "The site's folder; the nearest one upwards without it.")
  var site: String?

  @Option(help: "The theme: terminal, dark, light, high-contrast, or one of your own.")
  var theme: String?

  @Flag(help: "Let the site's loaders fetch from the network; their entries are read-only.")
  var allowNetwork = false

  func run() async throws {
    let world = World.current()
    let target = try SiteTarget(paths: site.map { [$0] } ?? [], in: world)
    let terminal: CursesTerminal
    do {
      terminal = try await CursesTerminal(
        theme: try world.theme(named: theme),
        environment: world.variables
      )
    } catch let error as CursesError {
      return try await check(instead: error)
    }
    let sessions = world.openSessions()
    let opened = try world.open(target.root, allowsNetwork: allowNetwork, sessions: sessions)
    let surroundings = Surroundings(
      build: ServerProcess(opened, executable: world.executable),
      openEditor: { path, line, column in
        await PersonsEditor(world.variables).open(path, line: line, column: column)
      },
      notice: sessions?.condition.notice
    )
    let run = await FrontisProgram.run(
      opened,
      sessions: sessions,
      surroundings: surroundings,
      on: terminal
    )
    if case .signal(let number) = run.ending { await CursesTerminal.endProcess(by: number) }
  }

  /// Without a terminal that can show the screen the problems are printed instead.
  private func check(instead error: CursesError) async throws {
    StandardError.write("frontis: \(error); checking instead\n")
    let check = try Check.parse(
      (site.map { [$0] } ?? []) + (allowNetwork ? ["--allow-network"] : [])
    )
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
      message: "there is no theme '\(wanted)'",
      help: "there are \(Themes.builtInNames.joined(separator: ", "))"
    )
  }
}
