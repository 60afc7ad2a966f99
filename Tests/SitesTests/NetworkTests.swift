import Foundation
import Sites
import Testing
import Values

/// A loader that fetches runs only when the person says so; its entries can be looked at, not edited.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct NetworkTests {
  private let server: LocalServer
  private let folder: SiteFolder

  init() throws {
    server = try LocalServer([
      "/posts": LocalServer.json(#"[{"id": "a", "title": "A"}, {"id": "b", "title": 4}]"#),
      "/moved": LocalServer.redirect(to: "/posts"), "/round": LocalServer.redirect(to: "/round"),
      "/file": LocalServer.redirect(to: "file:///etc/passwd"),
    ])
    folder = try SiteFolder([
      "package.json": "{}",
      "src/content.config.ts": """
      import { defineCollection } from 'astro:content';
      import { glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const schema = z.object({ title: z.string() });
      const from = (path: string) => async () => {
        const response = await fetch(new URL(path, '\(server.address)'), { headers: { accept: 'application/json' } });
        if (!response.ok) throw new Error(`status ${response.status}`);
        return response.json();
      };
      const feed = {
        name: 'feed',
        async load({ store, logger }) {
          try {
            for (const data of await from('/posts')()) store.set({ id: data.id, data });
          } catch (error) {
            logger.error(error.message);
          }
        },
      };
      export const collections = {
        notes: defineCollection({ loader: glob({ base: 'notes', pattern: '*.md' }), schema }),
        posts: defineCollection({ loader: from('/posts'), schema }),
        moved: defineCollection({ loader: from('/moved'), schema }),
        feed: defineCollection({ loader: feed, schema }),
        round: defineCollection({ loader: from('/round'), schema }),
        file: defineCollection({ loader: from('/file'), schema }),
        local: defineCollection({ loader: from('file:///etc/passwd'), schema }),
        gone: defineCollection({ loader: from('/gone'), schema }),
      };
      """, "notes/a.md": "---\ntitle: A\n---\n",
    ])
  }

  @Test func `without leave nothing is asked for, and each collection says what to pass`()
    async throws
  {
    let snapshot = try await folder.open().refresh()
    #expect(server.asked == [])
    #expect(snapshot.allProblems == [])
    #expect(snapshot.collections.map(\.entries.count) == [1, 0, 0, 0, 0, 0, 0, 0])
    let reasons = snapshot.collections.dropFirst().map(\.status.reason)
    #expect(
      reasons.allSatisfy { $0 == "its loader needs the network: pass --allow-network to run it" }
    )
  }

  @Test func `with leave the entries are there, and are asked for once`() async throws {
    let site = try folder.open(allowsNetwork: true)
    let snapshot = await site.refresh()
    for name in ["posts", "moved", "feed"] {
      let collection = try #require(snapshot[collection: name])
      #expect(collection.entries.map(\.id) == ["a", "b"], "\(name)")
      #expect(collection.entries.map(\.errorCount) == [0, 1])
    }
    let reasons = ["round", "file", "local", "gone"].map {
      snapshot[collection: $0]?.status.reason ?? ""
    }
    #expect(reasons[0].hasSuffix("/round leads from one address to the next without end"))
    #expect(reasons[1] == "its loader failed: status 302")
    #expect(
      reasons[2]
        == "its loader failed: only http and https addresses are fetched: file:///etc/passwd"
    )
    #expect(reasons[3] == "its loader failed: status 404")

    let asked = server.asked.count
    #expect(await site.entries(of: "posts")?.first?.data[["title"]] == "A")
    _ = await site.refresh()
    #expect(server.asked.count == asked)
  }

  @Test func `what was fetched is shown and not edited`() async throws {
    let site = try folder.open(allowsNetwork: true)
    let snapshot = await site.refresh()
    let entry = try #require(snapshot[collection: "posts"]?.entries.last)
    let detail = try await site.detail(of: entry.id, file: entry.file, in: "posts")
    #expect(detail.data[["title"]] == 4)
    #expect(detail.problems.map(\.rule) == ["schema/invalid_type"])
    #expect(!detail.isEditable)
    #expect(
      throws: SiteError.editRefused(
        file: entry.file,
        reason: "the site's own loader makes it: change it where it comes from"
      )
    ) {
      try site.plan([.set(["title"], "B")], on: detail)
    }
  }
}
