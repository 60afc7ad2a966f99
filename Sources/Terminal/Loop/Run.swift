/// How a run ended, and the program's last state.
package struct Run<P: Program>: Sendable {
  package let program: P
  package let ending: Ending
}

/// Runs `program` on `terminal` until it quits or the terminal or the process ends.
///
/// Everything that has come is handled, then one frame is drawn. Requests are performed off the main
/// actor; those that must finish are waited for at the end, all others are cancelled.
/// `first` is done after the first frame was drawn. `clock` measures the delays of requests. `performing` performs one request, sending any number of
/// messages; it should return soon after its task is cancelled.
@MainActor package func run<P: Program>(
  _ program: P,
  on terminal: some Terminal,
  clock: some Clock<Duration>,
  first: Next<P.Request> = .wait,
  performing:
    @escaping @concurrent @Sendable (
      P.Request, _ send: @escaping @Sendable (P.Message) async -> Void
    ) async -> Void
) async -> Run<P> {
  let loop = ProgramLoop(program, on: terminal, clock: clock, performing: performing)
  return await loop.run(first)
}
