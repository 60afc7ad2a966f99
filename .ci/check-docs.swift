// Follows the links of every Markdown page of the project: each file and heading that is linked must be
// there, and each page under docs/ must be reachable from README.md or docs/README.md.

import Foundation

/// A page that has been read: the headings it can be linked at, and what it links to.
struct Page {
  var anchors: Set<String> = []
  var links: [(target: String, line: Int)] = []

  init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var isInCode = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") { isInCode.toggle() }
      if isInCode { continue }
      if let heading = line.prefixMatch(of: /#{1,6} +(.+)/) {
        anchors.insert(Page.anchor(heading.1))
      }
      for link in line.replacing(/`[^`]*`/, with: "").matches(of: /\]\(([^)\s]+)\)/) {
        links.append((String(link.1), index + 1))
      }
    }
  }

  /// The name that a heading is linked by.
  static func anchor(_ heading: Substring) -> String {
    String(
      heading.lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || "-_".contains(character)
          ? character : nil
      }
    )
  }
}

/// `path` without `.` and `..` parts, relative to the project.
func normalized(_ path: String) -> String {
  var parts: [Substring] = []
  for part in path.split(separator: "/") where part != "." {
    if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
  }
  return parts.joined(separator: "/")
}

/// The project's Markdown pages: those at the top, and all under docs/ and Benchmarks/.
func pagePaths() throws -> [String] {
  let top = try FileManager.default.contentsOfDirectory(atPath: ".")
  let nested = ["docs", "Benchmarks"].flatMap { folder in
    (FileManager.default.enumerator(atPath: folder)?.allObjects ?? []).compactMap { name in
      (name as? String).map { "\(folder)/\($0)" }
    }
  }
  return (top + nested + ["sample-site/README.md"]).filter { $0.hasSuffix(".md") }.sorted()
}

var complaints: [String] = []
var pages: [String: Page] = [:]
for path in try pagePaths() { pages[path] = try Page(path: path) }

var linked: [String: Set<String>] = [:]
for (path, page) in pages.sorted(by: { $0.key < $1.key }) {
  for (link, line) in page.links where link.prefixMatch(of: /[a-z]+:/) == nil {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let target = parts[0].isEmpty ? path : normalized("\(folder)/\(parts[0])")
    guard FileManager.default.fileExists(atPath: target) else {
      complaints.append("\(path):\(line): \(link) is not there")
      continue
    }
    linked[path, default: []].insert(target)
    if parts.count == 2, let anchors = pages[target]?.anchors, !anchors.contains(String(parts[1])) {
      complaints.append("\(path):\(line): \(target) has no heading #\(parts[1])")
    }
  }
}

var reached: Set<String> = []
var waiting = ["README.md", "docs/README.md"]
while let path = waiting.popLast() {
  if reached.insert(path).inserted { waiting += linked[path] ?? [] }
}
for path in pages.keys.sorted() where path.hasPrefix("docs/") && !reached.contains(path) {
  complaints.append("\(path): no page links to it")
}

for complaint in complaints { print(complaint) }
if !complaints.isEmpty {
  print("check-docs: \(complaints.count) problems")
  exit(1)
}
print("check-docs: \(pages.count) pages, every link resolves and every page is reached")
