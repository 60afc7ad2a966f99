import Testing

@testable import FrontisCommands

@Suite struct WorldTests {
  private func world(_ variables: [String: String]) -> World {
    World(variables: variables, currentFolder: "/home/tilda/site", executable: "/bin/frontis")
  }

  @Test func `folders are the XDG ones`() {
    let world = world([
      "HOME": "/home/tilda", "XDG_CACHE_HOME": "/c", "XDG_STATE_HOME": "/s",
      "XDG_CONFIG_HOME": "/f",
    ])
    #expect(world.cacheFolder == "/c/frontis")
    #expect(world.stateFolder == "/s/frontis")
    #expect(world.configFolder == "/f/frontis")
  }

  @Test(arguments: [nil, "", "relative/folder", "./here"] as [String?])
  func `a relative or empty XDG folder is ignored`(_ folder: String?) {
    var variables = ["HOME": "/home/tilda"]
    for name in ["XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] { variables[name] = folder }
    let world = world(variables)
    #expect(world.cacheFolder == "/home/tilda/.cache/frontis")
    #expect(world.stateFolder == "/home/tilda/.local/state/frontis")
    #expect(world.configFolder == "/home/tilda/.config/frontis")
  }

  @Test(arguments: [
    (".", "/home/tilda/site"), ("../other/", "/home/tilda/other"), ("/a//b/./c/..", "/a/b"),
    ("../../../../..", "/"), ("src", "/home/tilda/site/src"),
  ])
  func `paths are made absolute`(_ path: String, _ expected: String) {
    #expect(world([:]).absolute(path) == expected)
  }

  @Test(
    arguments: [
      (["VISUAL": "hx", "EDITOR": "vi"], ["hx", "/a b.md:3:7"]),
      (["EDITOR": "/usr/bin/vim -u NONE"], ["/usr/bin/vim", "-u", "NONE", "+3", "/a b.md"]),
      (["EDITOR": "code"], ["code", "--wait", "--goto", "/a b.md:3:7"]),
      (["EDITOR": "nano"], ["nano", "+3,7", "/a b.md"]),
      (["EDITOR": "emacsclient -nw"], ["emacsclient", "-nw", "+3:7", "/a b.md"]),
      (["EDITOR": "my-editor"], ["my-editor", "/a b.md"]),
      (["VISUAL": "", "EDITOR": "   "], ["vi", "+3", "/a b.md"]), ([:], ["vi", "+3", "/a b.md"]),
    ] as [([String: String], [String])]
  )
  func `each editor is told the place in its own way`(
    _ variables: [String: String],
    _ arguments: [String]
  ) {
    #expect(PersonsEditor(variables).arguments("/a b.md", line: 3, column: 7) == arguments)
  }
}
