import Bundling
package import JavaScript
package import Schemas
package import Values

/// Tries schemas, each written as a TypeScript expression of `z`, `image` and `reference`, on values.
///
/// Each expression is built anew, so that what its functions keep does not reach the next.
package final class SchemaTrial: Sendable {
  private let program: SiteProgram
  private let build: ForeignValue
  private let make: ForeignValue
  private let dialect: ZodDialect
  private let evaluation: SiteEvaluation

  /// Starts an engine.
  ///
  /// `evaluation` says how TypeScript becomes JavaScript where an expression is more than that.
  package init(_ evaluation: SiteEvaluation) throws(JavaScriptError) {
    self.evaluation = evaluation
    dialect = evaluation.surroundings.dialect
    program = try SiteProgram.running("Promise.resolve()", evaluation.surroundings)
    let functions = try program.runtime.evaluate(Self.harness, name: "trial.js").objectValue
    guard case .foreign(let build)? = functions?["build"],
      case .foreign(let make)? = functions?["make"]
    else { throw JavaScriptError(kind: .thrown, message: "the trial did not load") }
    self.build = build
    self.make = make
  }

  /// What one expression makes of one value.
  package struct Answer: Sendable, Equatable {
    /// As `safeParse` has it.
    package var outcome: Outcome
    /// As `safeParseAsync` has it, where that is something else.
    package var asynchronous: Outcome?
  }

  /// The value, the issues, or what was thrown on the way.
  package enum Outcome: Sendable, Equatable {
    case parsed(ParseOutcome)
    case threw(String, phase: Phase)
  }

  /// When something was thrown.
  package enum Phase: String, Sendable {
    /// While the schema was built.
    case construct
    /// While the value was parsed, instead of returning an error.
    case parse
  }
}

// MARK: - Trying

extension SchemaTrial {
  /// Parses `input` with the schema of `expression`, as `safeParse` and as `safeParseAsync` do.
  package func answer(_ expression: String, _ input: Value) async -> Answer {
    let schema: Schema
    let number: Int
    do {
      (schema, number) = try await read(expression)
    } catch {
      return Answer(outcome: .threw(error.message, phase: .construct))
    }
    defer { program.bridge.forget(number) }
    let input = materialised(input)
    let first = parse(input, with: schema, number, .synchronous)
    let second = parse(input, with: schema, number, .asynchronous)
    return Answer(outcome: first, asynchronous: second == first ? nil : second)
  }

  private func parse(_ input: Value, with schema: Schema, _ number: Int, _ mode: ParseMode)
    -> Outcome
  {
    do {
      let callbacks = program.bridge.callbacks(of: number)
      return .parsed(try schema.parse(input, calling: callbacks, mode: mode))
    } catch {
      return .threw(error.description, phase: .parse)
    }
  }

  private func read(_ expression: String) async throws(JavaScriptError) -> (Schema, Int) {
    var built = try program.runtime.call(build, [.string(expression)])
    if built.isUndefined {
      built = try program.runtime.call(build, [.string(try await withoutTypes(expression))])
    }
    guard case .foreign(let recorded) = built, try program.bridge.isSchema(built) else {
      throw JavaScriptError(kind: .thrown, message: "the expression is not a schema")
    }
    defer { program.runtime.release(recorded) }
    let description = try program.bridge.expose(recorded)
    do throws(SchemaError) {
      let number = Int(description.objectValue?["number"]?.numberValue ?? -1)
      return (try program.bridge.schema(description), number)
    } catch {
      throw JavaScriptError(kind: .thrown, message: error.description)
    }
  }

  /// An expression of JavaScript that gives what the TypeScript of `expression` does.
  private func withoutTypes(_ expression: String) async throws(JavaScriptError) -> String {
    do {
      let bundle = try await evaluation.bundle(
        .text("globalThis.__frontisTried = (\(expression)\n)")
      )
      let script = bundle.script
      _ = try program.runtime.settle(try program.runtime.evaluate(script, name: "trial.js"))
      return "globalThis.__frontisTried"
    } catch let error as JavaScriptError {
      throw error
    } catch {
      throw JavaScriptError(kind: .thrown, name: "SyntaxError", message: "\(error)")
    }
  }

  /// `value` with what only an engine can hold made there.
  private func materialised(_ value: Value) -> Value {
    switch value {
    case .foreign(let foreign):
      // An input that cannot be made stays what it was: no schema takes it for anything else.
      (try? program.runtime.call(make, [.string(foreign.className)])) ?? value
    case .array(let items): .array(items.map(materialised))
    case .set(let members): .set(members.map(materialised))
    case .map(let entries):
      .map(entries.map { MapEntry(key: materialised($0.key), value: materialised($0.value)) })
    case .object(let object):
      .object(ObjectValue(object.map { ($0.key, materialised($0.value)) }))
    default: value
    }
  }

  private static let harness = """
    (() => {
      const { z, image, reference } = __frontis.modules("astro:content");
      Object.assign(globalThis, { z, image, reference });
      function compiled(expression) {
        try {
          return new Function("z", "image", "reference", `"use strict"; return (${expression}\\n);`);
        } catch (error) {
          // What cannot be made of text here is left to the bundler too.
          if (!(error instanceof SyntaxError || error instanceof EvalError)) throw error;
        }
      }
      return {
        build(expression) {
          const make = compiled(expression.replace(/[;\\s]+$/, ""));
          return make && (make(z, image, reference) ?? null);
        },
        make: (name) => name === "Function" ? () => {} : new ({ [name]: class {} })[name](),
      };
    })()
    """
}
