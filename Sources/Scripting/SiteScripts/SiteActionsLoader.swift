import Bundling
import Diagnostics
import JavaScript
import Schemas
import Values

/// Finds out which actions a site has, by running the file that defines them.
package struct SiteActionsLoader: Sendable {
  private let evaluation: SiteEvaluation

  package init(_ evaluation: SiteEvaluation) {
    self.evaluation = evaluation
  }

  /// The actions that the file at `path`, relative to the root, exports as `server`.
  ///
  /// What is wrong with the file is in the diagnostics.
  package func load(_ path: String) async -> SiteActions {
    let cache = evaluation.cache(for: path)
    if let record = cache.read() {
      return actions(record.description, record.inputs, path, program: nil) {
        record.bundle()
      }
    }
    let (bundle, program): (ScriptBundle, Result<SiteProgram, JavaScriptError>)
    do {
      (bundle, program) = try await evaluation.prepare(path)
    } catch {
      let inputs = [InputFile(path: path, root: evaluation.surroundings.root)]
      return failed(error.diagnostics(for: path), inputs)
    }
    // An action is not called on half of its code.
    guard bundle.problems.isEmpty else {
      return failed(bundle.problems, evaluation.inputs(of: bundle, files: nil))
    }
    do {
      let program = try SiteProgram.running(
        bundle.script,
        in: program.get(),
        evaluation.surroundings
      )
      let description = try program.describeActions()
      let inputs = evaluation.inputs(of: bundle, files: program.files)
      cache.write(
        inputs: inputs,
        variables: try evaluation.variables(of: program),
        description: description,
        bundle: bundle
      )
      return actions(description, inputs, path, program: program) { bundle }
    } catch {
      let inputs = evaluation.inputs(of: bundle, files: nil)
      return failed([evaluation.diagnostic(error, in: bundle, of: path)], inputs)
    }
  }

  private func failed(_ diagnostics: [Diagnostic], _ inputs: [InputFile]) -> SiteActions {
    let functions = SiteFunctions(
      surroundings: evaluation.surroundings,
      program: nil,
      prepare: { _ in },
      bundle: { nil }
    )
    return SiteActions(actions: [], diagnostics: diagnostics, inputs: inputs, functions: functions)
  }

  private func actions(
    _ description: Value,
    _ inputs: [InputFile],
    _ path: String,
    program: SiteProgram?,
    bundle: @escaping @Sendable () -> ScriptBundle?
  ) -> SiteActions {
    let functions = SiteFunctions(
      surroundings: evaluation.surroundings,
      program: program,
      prepare: { program throws(JavaScriptError) in _ = try program.describeActions() },
      bundle: bundle
    )
    var actions: [SiteAction] = []
    var diagnostics: [Diagnostic] = []
    for one in description.arrayValue?.compactMap(\.objectValue) ?? [] {
      let name = one["name"]?.stringValue ?? ""
      var problem = one["problem"]?.stringValue
      var schema: ExposedSchema?
      if let data = one["input"] {
        do throws(SchemaError) {
          schema = try ExposedSchema(data, functions)
        } catch {
          problem = error.description
        }
      }
      if let problem {
        diagnostics.append(
          Diagnostic(
            rule: "config/evaluation",
            severity: .error,
            message: "the action \(name) cannot be used: \(problem)",
            file: path
          )
        )
      }
      actions.append(
        SiteAction(
          name: name,
          accepts: one["accept"]?.stringValue.flatMap(SiteAction.Accepted.init) ?? .json,
          input: schema?.schema,
          callbacks: schema?.callbacks ?? NoCallbacks(),
          unresolved: one["unresolved"]?.stringValue
        )
      )
    }
    return SiteActions(
      actions: actions,
      diagnostics: diagnostics,
      inputs: inputs,
      functions: functions
    )
  }
}

extension SiteProgram {
  /// All actions as plain data: `name`, `accept`, and `input`, `unresolved`, `problem` where they
  /// apply.
  func describeActions() throws(JavaScriptError) -> Value {
    let asked = try ask("describeActions", timeLimit: Self.startLimit)
    var described: [Value] = []
    for case .object(var action) in asked.arrayValue ?? [] {
      if case .foreign(let schema)? = action["input"] {
        action["input"] = nil
        do throws(JavaScriptError) {
          action["input"] = try bridge.expose(schema)
        } catch {
          action["problem"] = .string("its input cannot be read: \(error.message)")
        }
      }
      for key in action.keys where action[key] == .undefined { action[key] = nil }
      described.append(.object(action))
    }
    return .array(described)
  }
}
