/// Modules that a site may import and never has to install.
package enum NodeModules {
  /// Node's own, without `node:`.
  package static let builtIn = [
    "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto",
    "dgram", "diagnostics_channel", "dns", "dns/promises", "domain", "events", "fs", "fs/promises",
    "http", "http2", "https", "inspector", "module", "net", "os", "path", "path/posix",
    "perf_hooks",
    "process", "punycode", "querystring", "readline", "readline/promises", "stream",
    "stream/promises", "stream/web", "string_decoder", "timers", "timers/promises", "tls", "tty",
    "url", "util", "util/types", "v8", "vm", "wasi", "worker_threads", "zlib",
  ]

  /// Files that stand for nothing in a schema: an import of one gives an empty module.
  static let assets = [
    "apng", "astro", "avif", "bmp", "css", "gif", "glb", "ico", "jpeg", "jpg", "less", "md", "mdoc",
    "mdx", "mp3", "mp4", "otf", "pdf", "png", "sass", "scss", "styl", "svelte", "svg", "tiff",
    "ttf", "vue", "wasm", "webm", "webp", "woff", "woff2",
  ]

  /// Read as text where esbuild itself does not know the ending.
  static let texts = ["txt", "yaml", "yml", "toml", "html", "csv", "jsonc", "json5"]

  /// The folders in which packages are looked for by code in `folder`, nearest first.
  static func folders(above folder: String) -> [String] {
    var parts = folder.split(separator: "/")
    var folders: [String] = []
    while true {
      folders.append("/" + (parts + ["node_modules"]).joined(separator: "/"))
      if parts.popLast() == nil { return folders }
    }
  }
}
