// swift-tools-version: 6.2

import PackageDescription

/// Language mode 6, every warning an error, imports stay inside a module unless said otherwise; in a release, code
/// that knows how to copy and release what it holds: docs/decisions/0015-no-type-layouts.md.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .unsafeFlags(["-Xfrontend", "-disable-type-layout"], .when(configuration: .release)),
]

/// Whether a release may stand anywhere in memory, or where it was linked: docs/decisions/0016-fixed-place.md.
let isPositionIndependent = Context.environment["FRONTIS_PIE"] != nil

/// A release on Linux carries the Swift runtime in the binary, the libraries whose archives `.ci/setup` found, and
/// nothing that it does not need to start: docs/decisions/0010-static-runtime.md and 0014.
let staticRuntime: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld", "-Xlinker", "--no-export-dynamic",
      "-static-stdlib", "-lFoundation", "-lFoundationInternationalization",
      "-lFoundationEssentials", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
      "-l_FoundationCollections", "-ltinfo", "-L.build/archives",
    ] + (isPositionIndependent ? [] : ["-Xclang-linker", "-no-pie"]),
    .when(platforms: [.linux], configuration: .release)
  )
]

/// A target in its layer's folder, with the settings every target of ours has.
func layer(
  _ layer: String,
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  resources: [Resource]? = nil
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    path: "Sources/\(layer)/\(name)",
    resources: resources,
    swiftSettings: settings
  )
}

/// JavaScript of our own, compiled into the binary as `PackageResources.NAME_js`.
func embedded(in folder: String, _ names: [String]) -> [Resource] {
  names.map { .embedInCode("\(folder)/\($0).js") }
}

/// The tests of a target of ours.
func tests(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "FrontisTestSupport"] + dependencies,
    exclude: exclude,
    swiftSettings: settings
  )
}

let package = Package(
  name: "frontis",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "frontis", targets: ["frontis"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // C libraries
    .target(
      name: "CJavaScriptCore",
      path: "Sources/C/CJavaScriptCore",
      linkerSettings: [.linkedFramework("JavaScriptCore", .when(platforms: [.macOS]))]
    ),
    .target(name: "CAllocator", path: "Sources/C/CAllocator"),
    .target(name: "CFiles", path: "Sources/C/CFiles"),
    .target(name: "CPrefetch", path: "Sources/C/CPrefetch"),
    .target(
      name: "CCurses",
      path: "Sources/C/CCurses",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]
    ),

    // Data: values in, values out; no files, no engine
    layer("Data", "Values"),
    layer("Data", "Diagnostics"),
    layer("Data", "ECMAScript", ["Values"]),
    layer("Data", "Frontmatter", ["Diagnostics", "ECMAScript", "Values"]),
    layer("Data", "Schemas", ["CPrefetch", "ECMAScript", "Values"]),

    // Scripting: the site's own TypeScript and programs
    layer(
      "Scripting",
      "Processes",
      [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
    layer("Scripting", "Bundling", ["Diagnostics", "ECMAScript", "Processes"]),
    layer(
      "Scripting",
      "Fetching",
      [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]
    ),
    layer(
      "Scripting",
      "JavaScript",
      ["CJavaScriptCore", "ECMAScript", "Values"],
      resources: embedded(
        in: "Globals",
        [
          "blob", "buffer", "calls", "clone", "console", "date", "encoding", "events", "exception",
          "internals", "process", "promise", "timers", "url",
        ]
      )
    ),
    layer(
      "Scripting",
      "SiteScripts",
      [
        "Bundling", "Diagnostics", "ECMAScript", "Fetching", "Frontmatter", "JavaScript", "Schemas",
        "Values", .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: embedded(
        in: "Modules",
        ["actions", "builtins", "content", "host", "network", "node"]
      )
        + embedded(
          in: "Zod",
          [
            "recorder", "zod3", "zod3Patterns", "zod4", "zod4Errors", "zod4JSONSchema",
            "zod4Locales", "zod4Patterns",
          ]
        ) + [.embedInCode("Zod/zod4Locales.json")]
    ),

    // Storage: the two SQLite files, and the TOML files a person writes
    layer("Storage", "Settings", [.product(name: "TOMLKit", package: "TOMLKit")]),
    layer("Storage", "Sessions", [.product(name: "GRDB", package: "GRDB.swift")]),
    layer("Storage", "EntryIndex", [.product(name: "GRDB", package: "GRDB.swift")]),

    // Actions: the site's server actions, served and called
    layer("Actions", "Actions", ["ECMAScript", "Frontmatter", "Values"]),
    layer(
      "Actions",
      "ActionServing",
      [
        "Actions", "Values",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]
    ),
    layer(
      "Actions",
      "ActionCalling",
      [
        "Actions", "Values",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]
    ),

    // Site: one opened site
    layer(
      "Site",
      "Content",
      ["CFiles", "Diagnostics", "ECMAScript", "Frontmatter", "Values"]
    ),
    layer(
      "Site",
      "Sites",
      [
        "Actions", "Content", "Diagnostics", "ECMAScript", "EntryIndex", "Frontmatter",
        "JavaScript", "Processes", "Schemas", "Sessions", "Settings", "SiteScripts", "Values",
      ]
    ),

    // Terminal: cells, the program loop, the screens
    layer("Terminal", "Screen", ["Settings"], resources: [.embedInCode("Themes")]),
    layer("Terminal", "Loop", ["Screen"]),
    layer("Terminal", "Widgets", ["Loop", "Screen"]),
    layer("Terminal", "Curses", ["CCurses", "Loop", "Screen"]),
    layer(
      "Terminal",
      "Interface",
      [
        "Diagnostics", "ECMAScript", "Frontmatter", "Loop", "Schemas", "Screen", "Sessions",
        "Sites", "Values", "Widgets",
      ]
    ),

    // App: the command line, the one place that chooses implementations
    layer(
      "App",
      "FrontisCommands",
      [
        "ActionCalling", "ActionServing", "Actions", "CAllocator", "Content", "Curses",
        "Diagnostics",
        "ECMAScript", "Frontmatter", "Interface", "JavaScript", "Loop", "Processes", "Schemas",
        "Screen", "Sessions", "Settings", "SiteScripts", "Sites", "Values",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .executableTarget(
      name: "frontis",
      dependencies: ["FrontisCommands"],
      path: "Sources/App/frontis",
      swiftSettings: settings,
      linkerSettings: staticRuntime
    ),

    // Benchmarks
    .executableTarget(
      name: "SchemaBenchmark",
      dependencies: ["ECMAScript", "JavaScript", "Schemas", "SiteScripts", "Values"],
      path: "Benchmarks/SchemaBenchmark",
      exclude: ["run.mjs", "schemas.js", "values.mjs"],
      swiftSettings: settings,
      linkerSettings: staticRuntime
    ),
    .executableTarget(
      name: "ReaderFuzz",
      dependencies: ["Content", "FrontisTestSupport", "Frontmatter", "Loop", "Values"],
      path: "Benchmarks/ReaderFuzz",
      swiftSettings: settings
    ),

    // Tests
    .target(
      name: "FrontisTestSupport",
      dependencies: ["Values"],
      path: "Tests/FrontisTestSupport",
      swiftSettings: settings
    ),
    .target(
      name: "ScreenTestSupport",
      dependencies: ["Loop", "Screen"],
      path: "Tests/ScreenTestSupport",
      swiftSettings: settings
    ),
    tests("Values"),
    tests("Diagnostics"),
    tests("ECMAScript", ["Values"]),
    tests("Frontmatter", ["Diagnostics", "ECMAScript", "Values"]),
    tests("Schemas", ["ECMAScript", "Values"]),
    tests("JavaScript", ["Values"]),
    tests("Processes"),
    tests("Bundling", ["Diagnostics"]),
    tests(
      "SiteScripts",
      ["Bundling", "Diagnostics", "ECMAScript", "JavaScript", "Schemas", "Values"]
    ),
    tests("Settings"),
    tests("Sessions"),
    tests("EntryIndex"),
    tests("Actions", ["ECMAScript", "Frontmatter", "Values"]),
    tests("ActionServing", ["ActionCalling", "Actions", "Frontmatter", "Values"]),
    tests("Content", ["Diagnostics", "Frontmatter", "Values"]),
    tests("Sites", ["Content", "Diagnostics", "Frontmatter", "Schemas", "Sessions", "Values"]),
    tests("Screen", ["ScreenTestSupport", "Settings"]),
    tests("Loop", ["Screen", "ScreenTestSupport"]),
    tests("Widgets", ["Loop", "Screen", "ScreenTestSupport"], exclude: ["Goldens"]),
    tests(
      "Interface",
      [
        "Content", "Diagnostics", "Frontmatter", "Loop", "Schemas", "Screen", "ScreenTestSupport",
        "Sessions", "Sites", "Values", "Widgets",
      ],
      exclude: ["Goldens"]
    ),
    tests("FrontisCommands", ["Diagnostics", "Sites", "Values"]),
  ],
  swiftLanguageModes: [.v6]
)
