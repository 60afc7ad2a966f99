import Content
import Diagnostics
import Foundation

/// Every file that the collections read, listed but not opened.
struct FileListing: Sendable {
  /// In the order in which the collections' walks found them.
  private(set) var tasks: [FileTask] = []
  /// By the place of the collection in the plan.
  private(set) var problems: [Int: [Problem]] = [:]
  /// Where a file stands in `tasks`.
  private var places: [String: Int] = [:]

  /// The task of the file at `path`; nil when no collection reads it.
  func task(of path: String) -> FileTask? { places[path].map { tasks[$0] } }

  /// Lists the files of `plans` below `root`.
  init(_ plans: [CollectionPlan], root: String) {
    for (index, plan) in plans.enumerated() {
      switch plan.source {
      case .files(let base, let patterns, _): walk(base, patterns, plan: index, plan.name, root)
      case .items(let file, _): add(file, plan: index, plan.name, root)
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
    _ collection: String,
    _ root: String
  ) {
    do {
      let walk = try DirectoryWalk(
        base.isEmpty ? root : "\(root)/\(base)",
        matching: GlobSet(patterns)
      )
      let prefix = base.isEmpty ? "" : "\(base)/"
      for file in walk.files {
        add(FileTask.Use(plan: plan, path: file.path), at: prefix + file.path, file.status)
      }
      for problem in walk.problems {
        problems[plan, default: []].append(self.problem(problem, prefix, collection))
      }
      if walk.files.isEmpty {
        let text = patterns.joined(separator: ", ")
        problems[plan, default: []].append(
          noEntries(collection, base, "no file matches \(text) in \(base.isEmpty ? "." : base)")
        )
      }
    } catch let error as FileError {
      problems[plan, default: []].append(noEntries(collection, base, Self.reason(error, "folder")))
    } catch {
      problems[plan, default: []].append(noEntries(collection, base, "\(error)"))
    }
  }

  private mutating func add(_ file: String, plan: Int, _ collection: String, _ root: String) {
    do {
      let status = try FileReading.head("\(root)/\(file)") { _ in true }.status
      add(FileTask.Use(plan: plan, path: file), at: file, status)
    } catch {
      problems[plan, default: []].append(noEntries(collection, file, Self.reason(error, "file")))
    }
  }

  private mutating func add(_ use: FileTask.Use, at path: String, _ status: FileStatus) {
    if let place = places[path] {
      tasks[place].uses.append(use)
    } else {
      places[path] = tasks.count
      tasks.append(FileTask(path: path, status: status, uses: [use]))
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
