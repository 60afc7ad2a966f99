import Bundling
import Diagnostics
import JavaScript
import Schemas
import Values

/// Finds out what a site's content configuration says, by running it.
package struct SiteConfigurationLoader: Sendable {
  private let evaluation: SiteEvaluation

  package init(_ evaluation: SiteEvaluation) {
    self.evaluation = evaluation
  }

  /// The collections that the file at `path`, relative to the root, exports.
  ///
  /// What is wrong with the file is in the diagnostics. Runs neither the bundler nor the engine
  /// when a result of the same files is at hand.
  package func load(_ path: String) async -> SiteConfiguration {
    let cache = evaluation.cache(for: path)
    if let configuration = cached(path, cache) { return configuration }
    let (bundle, program): (ScriptBundle, Result<SiteProgram, JavaScriptError>)
    do {
      (bundle, program) = try await evaluation.prepare(path)
    } catch {
      return failed(error.diagnostics(for: path), inputs: [InputFile(path: path, root: root)])
    }
    return run(bundle, in: program, path, cache)
  }

  /// The same when a result of the same files is at hand; else nil.
  package func cached(_ path: String) -> SiteConfiguration? {
    cached(path, evaluation.cache(for: path))
  }

  private func cached(_ path: String, _ cache: EvaluationCache) -> SiteConfiguration? {
    cache.read().flatMap { configuration($0, path, program: nil, problems: [], isCached: true) }
  }

  private var root: String { evaluation.surroundings.root }

  private func run(
    _ bundle: ScriptBundle,
    in program: Result<SiteProgram, JavaScriptError>,
    _ path: String,
    _ cache: EvaluationCache
  ) -> SiteConfiguration {
    do {
      let program = try SiteProgram.running(
        bundle.script,
        in: program.get(),
        evaluation.surroundings
      )
      let names: [String]
      do {
        names = try program.collectionNames()
      } catch {
        // Astro says so, and builds the site without collections.
        let diagnostic = Diagnostic(
          rule: "config/missing-collections",
          severity: .warning,
          message: error.message,
          file: path
        )
        return failed(
          bundle.problems + [diagnostic],
          inputs: evaluation.inputs(of: bundle, files: program.files)
        )
      }
      var described: [Value] = []
      for name in names {
        let description = try program.describe(name, missing: bundle.unresolved) { error in
          place(of: evaluation.diagnostic(error, in: bundle, of: path))
        }
        described.append(.object(description))
      }
      let inputs = evaluation.inputs(of: bundle, files: program.files)
      let description = Value.array(described)
      let variables = try evaluation.variables(of: program)
      // What came from the network, or did not, holds for this time only; and an error is to be said again.
      if !evaluation.surroundings.allowsNetwork, bundle.problems.isEmpty {
        cache.write(
          inputs: inputs,
          variables: variables,
          description: description,
          bundle: bundle
        )
      }
      let record = EvaluationCache.Record(
        inputs: inputs,
        variables: variables,
        description: description
      ) { bundle }
      return configuration(
        record,
        path,
        program: program,
        problems: bundle.problems,
        isCached: false
      )
        ?? failed(bundle.problems, inputs: inputs)
    } catch {
      let inputs = evaluation.inputs(of: bundle, files: nil)
      let diagnostic = evaluation.diagnostic(error, in: bundle, of: path)
      return failed(bundle.problems + [diagnostic], inputs: inputs)
    }
  }

  private func failed(_ diagnostics: [Diagnostic], inputs: [InputFile]) -> SiteConfiguration {
    SiteConfiguration(
      collections: [],
      diagnostics: diagnostics,
      inputs: inputs,
      variables: [],
      functions: SiteFunctions(
        surroundings: evaluation.surroundings,
        program: nil,
        prepare: { _ in },
        bundle: { nil }
      ),
      isCached: false
    )
  }
}

// MARK: - From the description

extension SiteConfigurationLoader {
  /// Nil when the description is not one of ours.
  private func configuration(
    _ record: EvaluationCache.Record,
    _ path: String,
    program: SiteProgram?,
    problems: [Diagnostic],
    isCached: Bool
  ) -> SiteConfiguration? {
    guard let described = record.description.arrayValue?.compactMap(\.objectValue) else {
      return nil
    }
    let names = described.compactMap { $0["name"]?.stringValue }
    let functions = SiteFunctions(
      surroundings: evaluation.surroundings,
      program: program,
      prepare: { program throws(JavaScriptError) in
        for name in names { try program.exposeSchema(of: name) }
      },
      bundle: record.bundle
    )
    var collections: [CollectionDefinition] = []
    var diagnostics = problems
    for one in described {
      guard let name = one["name"]?.stringValue else { return nil }
      var problem = one["problem"]?.stringValue
      var schema: ExposedSchema?
      if let data = one["schema"] {
        do throws(SchemaError) {
          schema = try ExposedSchema(data, functions)
        } catch {
          problem = error.description
        }
      }
      if let problem {
        let place = one["place"]?.objectValue
        diagnostics.append(
          Diagnostic(
            rule: "config/evaluation",
            severity: .error,
            message: "the collection \(name) cannot be used: \(problem)",
            file: place?["file"]?.stringValue ?? path,
            range: place.flatMap(range)
          )
        )
      }
      collections.append(
        CollectionDefinition(
          name: name,
          loader: loader(one["loader"]?.objectValue),
          schema: schema?.schema,
          callbacks: schema?.callbacks ?? NoCallbacks(),
          unresolved: one["unresolved"]?.stringValue,
          unchecked: one["unchecked"]?.stringValue,
          problem: problem
        )
      )
    }
    return SiteConfiguration(
      collections: collections,
      diagnostics: diagnostics,
      inputs: record.inputs,
      variables: record.variables,
      functions: functions,
      isCached: isCached
    )
  }

  /// Where a problem is, as a value that is kept; nil when only the file is known.
  private func place(of diagnostic: Diagnostic) -> Value? {
    diagnostic.range.map { range in
      [
        "file": .string(diagnostic.file), "start": .number(Double(range.lowerBound)),
        "end": .number(Double(range.upperBound)),
      ]
    }
  }

  private func range(_ place: ObjectValue) -> SourceRange? {
    guard let start = place["start"]?.numberValue, let end = place["end"]?.numberValue,
      start <= end
    else { return nil }
    return Int(start)..<Int(end)
  }

  private func loader(_ described: ObjectValue?) -> LoaderDefinition {
    switch described?["kind"]?.stringValue {
    case "glob":
      .glob(
        patterns: described?["patterns"]?.arrayValue?.compactMap(\.stringValue) ?? [],
        base: described?["base"]?.stringValue ?? "",
        hasGenerateId: described?["hasGenerateId"] == true
      )
    case "file":
      .file(
        path: described?["path"]?.stringValue ?? "",
        hasParser: described?["hasParser"] == true
      )
    case "legacy-content": .legacy(.content)
    case "legacy-data": .legacy(.data)
    case "inline": .inline
    default: .custom(described?["name"]?.stringValue ?? "")
    }
  }
}
