import Content
import FrontisTestSupport
import Testing

/// Whatever stands in a file called `astro.config.mjs`, it is read, and in time.
@Suite struct ConfigFuzzTests {
  @Test func `random configs are read the same twice`() {
    let failure = Fuzz.firstFailure(patience: .seconds(1)) { random in
      let bytes = random.mutated(Array(Self.config.utf8), tokens: Self.tokens)
      let first = AstroConfigSource(bytes)
      let second = AstroConfigSource(bytes)
      let isSame = first["srcDir"] == second["srcDir"] && first.variables == second.variables
      return isSame ? nil : "\(bytes)"
    }
    #expect(failure == nil)
  }

  private static let config = """
    import { defineConfig } from 'astro/config'; // why
    export default defineConfig({
      srcDir: './content', site: "https://a.b", integrations: [mdx(`a${1 + `b`}`)],
      env: { schema: { LIMIT: envField.number({ context: 'server', default: 1 }) } },
      legacy: { collectionsBackwardsCompat: true },
    });
    """

  private static let tokens = [
    "export default", "defineConfig(", "srcDir:", "'", "\"", "`", "${", "}", "{", "(", ")", "[",
    "]",
    "//", "/*", "*/", "/x/", "=>", "...a", "\\", "\n", "\0", "é", ",", ":",
  ]
}
