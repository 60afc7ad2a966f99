import Foundation
import Schemas
import SiteScripts
import Testing
import Values

// Without esbuild there is nothing to test: it is an outside program.
@Suite(.enabled(if: hasEsbuild)) struct SiteActionsTests {
  private static let text = """
    import { defineAction, ActionError } from 'astro:actions';
    import { z } from 'astro:schema';
    let calls = 0;
    export const server = {
      greet: defineAction({ input: z.object({ name: z.string() }), handler: ({ name }) => `Hello ${name}` }),
      blog: { like: defineAction({ accept: 'form', handler: async (form, { session, cookies, url }) => {
        await new Promise((done) => setTimeout(done, 5));
        session.set('likes', ((await session.get('likes')) ?? 0) + 1);
        cookies.set('seen', 'yes', { path: '/' });
        return { post: form.get('post'), path: url.pathname, calls: ++calls, at: new Date(0) };
      } }) },
      refuse: defineAction({ handler: () => { throw new ActionError({ code: 'FORBIDDEN', message: 'no' }) } }),
      fail: defineAction({ handler: () => { throw new TypeError('broken') } }),
      odd: defineAction({ handler: () => { throw 5 } }),
      endless: defineAction({ handler: () => { while (true) {} } }),
      never: defineAction({ handler: () => new Promise(() => {}) }),
      'with.dot': defineAction({ handler: () => undefined }),
    };
    """

  private func load(_ site: SiteFolder) async -> SiteActions {
    await SiteActionsLoader(site.evaluation()).load("src/actions/index.ts")
  }

  @Test func `actions are called with input and context`() async throws {
    let site = try SiteFolder(["src/actions/index.ts": Self.text])
    for _ in 0..<2 {
      let actions = await load(site)
      #expect(actions.diagnostics == [])
      #expect(
        actions.actions.map(\.name)
          == ["greet", "blog.like", "refuse", "fail", "odd", "endless", "never", "with%2Edot"]
      )
      #expect(actions.actions.map { $0.input != nil }.prefix(2) == [true, false])
      #expect(actions.actions[1].accepts == .form)
      var context = SiteActionContext(url: "http://localhost:4321/_actions/x")
      #expect(
        try actions.call("greet", input: ["name": "Jo"], context: context).result.get()
          == "Hello Jo"
      )
      context.isForm = true
      context.session = ObjectValue([("likes", 2)])
      let outcome = actions.call("blog.like", input: [["post", "p1"]], context: context)
      #expect(
        try outcome.result.get()
          == [
            "post": "p1", "path": "/_actions/x", "calls": 1,
            "at": .date(DateValue(milliseconds: 0)),
          ]
      )
      #expect(outcome.session?["likes"] == 3)
      #expect(outcome.cookies.first?["value"] == "yes")
    }
  }

  @Test func `no action is called without a file that it imports`() async throws {
    let site = try SiteFolder([
      "src/actions/index.ts": "import './gone';\n" + Self.text
    ])
    let actions = await load(site)
    #expect(actions.actions.map(\.name) == [])
    #expect(actions.diagnostics.map(\.rule) == ["config/evaluation"])
    #expect(actions.diagnostics.first?.file == "src/actions/index.ts")
  }

  @Test(arguments: [
    ("refuse", "FORBIDDEN", "no"), ("fail", "INTERNAL_SERVER_ERROR", "broken"),
    ("odd", "INTERNAL_SERVER_ERROR", "Unknown error"), ("missing", "NOT_FOUND", ""),
    ("never", "GATEWAY_TIMEOUT", "a promise never settled: nothing is left that could settle it"),
  ])
  func `what a handler throws has a code`(name: String, code: String, message: String) async throws
  {
    let actions = await load(try SiteFolder(["src/actions/index.ts": Self.text]))
    let context = SiteActionContext(url: "http://localhost/")
    guard
      case .failure(let failure) = actions.call(name, input: .undefined, context: context).result
    else { throw CocoaError(.coderInvalidValue) }
    #expect(failure.code == code)
    #expect(failure.message == message)
  }

  @Test func `a handler that never ends is stopped and the others go on`() async throws {
    let actions = await load(try SiteFolder(["src/actions/index.ts": Self.text]))
    let context = SiteActionContext(url: "http://localhost/")
    let outcome = actions.call("endless", input: .undefined, context: context)
    #expect(throws: SiteActionFailure.self) { try outcome.result.get() }
    #expect(
      try actions.call("greet", input: ["name": "Jo"], context: context).result.get() == "Hello Jo"
    )
  }
}
