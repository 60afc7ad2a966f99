import Content
import Testing

/// `.env` files as Vite reads them.
struct EnvironmentFileTests {
  @Test func `values are read as dotenv reads them`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      ".env",
      """
      # a comment
      PLAIN=one two  # not this
      export SHELL_LIKE = 'a # b'
      QUOTED="line\\nnext" # not this
      EMPTY=
      BOTH="${PLAIN}-$EMPTY-\\$PLAIN"
      nonsense
      MANY="first
      second"
      SET=file
      """
    )
    try folder.write(".env.production", "EMPTY=later")
    try folder.write(".env.development", "EMPTY=never")
    let environment = try AstroProject(at: folder.path).environment(over: ["SET": "shell"])
    #expect(
      environment == [
        "PLAIN": "one two", "SHELL_LIKE": "a # b", "QUOTED": "line\nnext", "EMPTY": "later",
        "BOTH": "one two-later-$PLAIN", "MANY": "first\nsecond", "SET": "shell",
        "NODE_ENV": "production",
      ]
    )
    let test = try AstroProject(at: folder.path).environment(over: ["NODE_ENV": "test"])
    #expect(test["NODE_ENV"] == "test")
  }

  @Test func `variables of the Astro config are found with their types and defaults`() {
    let config = AstroConfigSource(
      Array(
        """
        export default defineConfig({ env: { schema: {
          LIMIT: envField.number({ context: 'server', access: 'public', default: -7.5 }),
          FLAG: envField.boolean({ default: true, context: 'client', access: 'public' }),
          NAME: envField.string({ context: 'client', access: 'public', optional: true }),
        } }, srcDir: './content' })
        """.utf8
      )
    )
    #expect(
      config.variables == [
        EnvironmentVariable(name: "LIMIT", type: "number", fallback: .number(-7.5)),
        EnvironmentVariable(name: "FLAG", type: "boolean", fallback: .boolean(true)),
        EnvironmentVariable(name: "NAME", type: "string", fallback: .absent),
      ]
    )
    #expect(config["srcDir"] == .text("./content"))
  }
}
