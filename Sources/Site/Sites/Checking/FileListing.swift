import Content
import Diagnostics
import Foundation

/// Some files of one collection, to be read by one thread.
struct FileBatch: Sendable {
  /// In the order in which the files were found.
  let number: Int
  /// The collection, by its place in the plan.
  let plan: Int
  let content: Content

  enum Content: Sendable {
    /// Some of the files of each folder.
    case files([(folder: FolderFiles, range: Range<Int>)])
    /// A file with many entries, relative to the root.
    case items(String)
  }

  /// How many files it holds.
  var count: Int {
    switch content {
    case .files(let folders): folders.reduce(0) { $0 + $1.range.count }
    case .items: 1
    }
  }

  /// How many files are worth handing to a thread.
  static let size = 64
}

/// Lists the files that the collections read and hands them on in batches; nothing is opened.
struct FileListing {
  private let root: String
  private let watch: FolderWatch?
  private let hand: (FileBatch) -> Void
  private let openFolders = OpenFolders()
  private var batchCount = 0
  private(set) var fileCount = 0
  /// By the place of the collection in the plan.
  private(set) var problems: [[Problem]]

  /// Lists the files of `plans` below `root`; `watch` gets every folder before it is listed.
  init(
    _ plans: [CollectionPlan],
    root: String,
    watch: FolderWatch?,
    hand: @escaping (FileBatch) -> Void
  ) {
    self.root = root
    self.watch = watch
    self.hand = hand
    problems = plans.map { _ in [] }
    for (index, plan) in plans.enumerated() {
      switch plan.source {
      case .files(let base, let patterns, _): walk(base, patterns, plan: index, plan.name)
      case .items(let file, _): add(file, plan: index, plan.name)
      case .inline, .none: break
      }
    }
  }
}

extension FileListing {
  private mutating func walk(
    _ base: String,
    _ patterns: [String],
    plan: Int,
    _ collection: String
  ) {
    var waiting: [(folder: FolderFiles, range: Range<Int>)] = []
    var waitingCount = 0
    var number = batchCount
    let hand = hand
    func handOver() {
      guard !waiting.isEmpty else { return }
      hand(FileBatch(number: number, plan: plan, content: .files(waiting)))
      number += 1
      waiting = []
      waitingCount = 0
    }
    do {
      let walk = try DirectoryWalk(
        base.isEmpty ? root : "\(root)/\(base)",
        matching: GlobSet(patterns),
        openFolders: openFolders,
        enter: { [watch] in watch?.add($0) }
      ) { folder in
        var start = 0
        while start < folder.count {
          let end = min(folder.count, start + FileBatch.size - waitingCount)
          waiting.append((folder, start..<end))
          waitingCount += end - start
          start = end
          if waitingCount == FileBatch.size { handOver() }
        }
      }
      handOver()
      batchCount = number
      fileCount += walk.fileCount
      let prefix = base.isEmpty ? "" : "\(base)/"
      for problem in walk.problems {
        problems[plan].append(self.problem(problem, prefix, collection))
      }
      if walk.fileCount == 0 {
        let text = patterns.joined(separator: ", ")
        problems[plan].append(
          noEntries(collection, base, "no file matches \(text) in \(base.isEmpty ? "." : base)")
        )
      }
    } catch let error as FileError {
      problems[plan].append(noEntries(collection, base, Self.reason(error, "folder")))
    } catch {
      problems[plan].append(noEntries(collection, base, "\(error)"))
    }
  }

  private mutating func add(_ file: String, plan: Int, _ collection: String) {
    watch?.add(FolderWatch.folder(of: "\(root)/\(file)"))
    do {
      _ = try FileReading.head("\(root)/\(file)") { _ in true }
      hand(FileBatch(number: batchCount, plan: plan, content: .items(file)))
      batchCount += 1
      fileCount += 1
    } catch {
      problems[plan].append(noEntries(collection, file, Self.reason(error, "file")))
    }
  }
}

// MARK: - Problems

extension FileListing {
  /// Astro only logs it: the collection is empty.
  private func noEntries(_ collection: String, _ file: String, _ reason: String) -> Problem {
    Problem(
      rule: "collection/no-entries",
      severity: .warning,
      message: reason,
      collection: collection,
      file: file.isEmpty ? "." : file,
      help: "put the entries there, or change the loader in the content config"
    )
  }

  private static func reason(_ error: FileError, _ kind: String) -> String {
    if case .system(_, _, ENOENT) = error { return "the \(kind) does not exist" }
    return "the \(kind) cannot be read: \(error.reason)"
  }

  private func problem(_ problem: WalkProblem, _ prefix: String, _ collection: String) -> Problem {
    let message =
      switch problem.kind {
      case .unreadable(let code): "cannot be read (\(SystemError.text(code)))"
      case .notRegular: "is not a regular file and was left out"
      case .brokenLink: "is a link to nothing"
      case .loop: "is a link to a folder that it stands in; it was not followed"
      case .notText: "has a name that is not UTF-8 and was left out"
      case .cutByURL: "has # or ? in its name, where Astro cuts the path: the file is not found"
      case .tooDeep: "is nested too deep and was left out"
      case .tooMany: "there are more files than can be listed; the rest was left out"
      }
    return Problem(
      rule: "collection/unreadable",
      severity: .warning,
      message: message,
      collection: collection,
      file: prefix + problem.path
    )
  }
}
