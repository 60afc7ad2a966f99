package import Loop
package import Sessions
package import Sites

extension FrontisProgram {
  /// Shows `site` on `terminal` until the person quits or the terminal ends.
  ///
  /// The first frame stands before anything is read. `sessions` nil means that nothing is remembered.
  @MainActor package static func run(
    _ site: Site,
    sessions: SessionStore?,
    surroundings: Surroundings,
    on terminal: some Terminal
  ) async -> Loop.Run<FrontisProgram> {
    let place = try? sessions?.place(of: site.root)
    var program = FrontisProgram(
      root: site.root,
      name: site.name,
      place: place,
      isTrusted: site.isTrusted,
      pictures: terminal.look.pictures,
      size: terminal.size
    )
    if let notice = surroundings.notice { _ = program.tell(notice, .failure) }
    let performer = RequestPerformer(site: site, surroundings: surroundings, sessions: sessions)
    return await Loop.run(
      program,
      on: terminal,
      clock: ContinuousClock(),
      first: program.first
    ) { request, send in
      await performer.perform(request, send)
    }
  }
}
