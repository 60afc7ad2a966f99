import JavaScript
import Values

extension SiteProgram {
  /// The names of the collections, in order.
  func collectionNames() throws(JavaScriptError) -> [String] {
    let names = try ask("collectionNames", timeLimit: Self.startLimit)
    return names.arrayValue?.compactMap(\.stringValue) ?? []
  }

  /// What a collection is, as plain data: the keys `name`, `loader`, `schema`, `unresolved`,
  /// `unchecked` and `problem`, each where it applies.
  ///
  /// `missing` are the packages that the site's code imports and does not have. `place` is asked where in its
  /// file an error of the site's code was thrown, which becomes the key `place`.
  func describe(
    _ name: String,
    missing: [String],
    place: (JavaScriptError) -> Value?
  ) throws(JavaScriptError) -> ObjectValue {
    let asked = try ask("describeCollection", [.string(name)], timeLimit: Self.startLimit)
    var found = asked.objectValue ?? ObjectValue()
    if case .foreign(let error)? = found["error"] {
      found["error"] = nil
      if found["unresolved"] == nil || found["unresolved"] == .undefined {
        do throws(JavaScriptError) {
          _ = try ask("rethrow", [.foreign(error)])
        } catch {
          found["problem"] = .string(error.message)
          found["place"] = place(error)
        }
      }
    }
    if case .foreign(let schema)? = found["schema"] {
      found["schema"] = nil
      do throws(JavaScriptError) {
        let described = try bridge.expose(schema)
        // A schema with a part that is no schema: most likely one from a package that is missing.
        let named = described.objectValue?["missing"]?.stringValue.map { [$0] }
        if described.objectValue?["fault"] != nil, let package = try package(of: named ?? missing) {
          found["unresolved"] = .string(package)
        } else {
          found["schema"] = described
        }
      } catch {
        if let package = try package(of: missing) {
          found["unresolved"] = .string(package)
        } else {
          found["problem"] = .string("its schema cannot be read: \(error.message)")
        }
      }
    }
    switch found["loader"]?.objectValue?["kind"]?.stringValue {
    case "inline", "custom":
      if ["unresolved", "problem", "unchecked"].allSatisfy({ found[$0]?.stringValue == nil }) {
        runLoader(name, &found)
      }
    default: break
    }
    for key in found.keys where found[key] == .undefined { found[key] = nil }
    return found
  }

  /// A package that the site lacks, if any: one of `missing`, or one that its code has met.
  private func package(of missing: [String]) throws(JavaScriptError) -> String? {
    if let first = missing.first { return first }
    return try ask("unresolvedNames").arrayValue?.first?.stringValue
  }

  /// Finds out what a loader of the site's own does, by running it.
  private func runLoader(_ name: String, _ found: inout ObjectValue) {
    // Our own function does not fail.
    let refusals = (try? ask("refusals").numberValue).flatMap { $0 } ?? 0
    do {
      let ran = try ask(
        "runLoader",
        [.string(name)],
        within: loaderDeadline,
        timeLimit: Self.startLimit
      )
      if ran.objectValue?["wantsNetwork"] == true { found["unchecked"] = .string(Self.networkNote) }
      if let unresolved = ran.objectValue?["unresolved"]?.stringValue {
        found["unresolved"] = .string(unresolved)
      }
      let loaders = ran.objectValue?["loaders"]?.arrayValue ?? []
      // One loader of ours, wrapped, is as good as that loader.
      if loaders.count == 1, let loader = loaders.first { found["loader"] = loader }
    } catch {
      let isRefused = (try? ask("refusals").numberValue).flatMap { $0 } ?? 0 > refusals
      found["unchecked"] = .string(
        isRefused ? Self.networkNote : "its loader failed: \(error.message)"
      )
    }
  }

  /// What is said of a collection whose loader fetches.
  static let networkNote = "its loader needs the network: pass --allow-network to run it"

  /// Gives the schema of `name` the number it had when it was first described.
  func exposeSchema(of name: String) throws(JavaScriptError) {
    let found = try ask("describeCollection", [.string(name)], timeLimit: Self.startLimit)
    guard case .foreign(let schema)? = found.objectValue?["schema"] else { return }
    do throws(JavaScriptError) {
      _ = try bridge.expose(schema)
    } catch {
      // The first run said so, and the schema got no number then either.
      return
    }
  }

  /// Lets a loader that wraps ours hand over its functions.
  func prepareFunctions(of name: String) throws(JavaScriptError) {
    guard try ask("hasFunctions", [.string(name)]) != .boolean(true) else { return }
    _ = try ask("runLoader", [.string(name)], within: loaderDeadline, timeLimit: Self.startLimit)
  }
}
