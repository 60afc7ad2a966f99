import ActionServing
import Actions
import ArgumentParser
import Foundation
import Sites

/// `frontis serve`: the site's actions on a local server.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run a site's actions on a local server.",
    usage: """
      frontis serve
      frontis serve ../site --port 0
      """,
    discussion: """
      Prints "listening on http://127.0.0.1:PORT" when it is ready, and serves until it is \
      interrupted. The action frontis.rebuild runs the site's own build, once the site is trusted.
      """
  )

  /// Where `call` looks when it is told nothing else.
  static let standardPort = 4322

  @Argument(help: "The site's folder.")
  var site: String?

  @Option(help: "The port; 0 takes any that is free.")
  var port = standardPort

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Flag(help: "Allow the site's own programs to run, from now on.")
  var trust = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("a port is 0 to 65535") }
  }

  func run() async throws {
    let world = World.current()
    let target = try SiteTarget(paths: site.map { [$0] } ?? [], in: world)
    let opened = try world.open(target.root, sessions: world.openSessions())
    if trust { await opened.trust() }
    // The screen hands its own; anyone else on this machine finds it in the state folder.
    let token = world.variables[ServerToken.variable].map(AccessToken.init) ?? .random()
    let server = ActionServer(
      opened,
      builder: opened,
      configuration: ActionServer.Configuration(
        host: host,
        port: port,
        health: ServerHealth(
          version: Version.text,
          processId: Int(getpid()),
          root: target.root
        ),
        token: token
      )
    )
    try await serve(server, token: token, world: world)
  }

  private func serve(_ server: ActionServer, token: AccessToken, world: World) async throws {
    let files = ServerToken(folder: world.stateFolder)
    let host = host
    let port = ListeningPort()
    defer { if let port = port.value { files.remove(port: port) } }
    do {
      try await TerminationSignals.cancelling(
        followingParent: world.variables[ServerToken.variable] != nil
      ) {
        try await server.run { listening in
          port.value = listening
          files.write(token, port: listening)
          StandardOutput.write(
            "listening on http://\(host.contains(":") ? "[\(host)]" : host):\(listening)\n"
          )
        }
      }
    } catch let error as ActionServerError {
      throw CommandFailure(message: error.description)
    }
  }
}
