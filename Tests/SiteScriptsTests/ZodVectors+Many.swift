import ECMAScript
import FrontisTestSupport
import Schemas
import Values

extension ZodVectors {
  /// Holds every schema whose functions can be called for many values at one stroke against many: its
  /// recorded inputs, variants of them and inputs of others, together and one by one.
  func compareMany(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var inputs: [Value] = []
    var subjects: [(schema: Schema, number: Int, input: Value)] = []
    for index in records.indices {
      let prepared = try runtime.call(prepare, [.number(Double(index))]).objectValue
      let input = prepared?["input"] ?? .undefined
      inputs.append(input)
      guard case .foreign(let recorded)? = prepared?["schema"] else { continue }
      guard let (schema, number) = try? schema(recorded), schema.putsOffCalls else { continue }
      subjects.append((schema, number, input))
    }
    for (schema, number, input) in subjects {
      let others = (0..<6).compactMap { _ in inputs.randomElement(using: &random) }
      var values = [input] + variants(of: input, others.last ?? .null, &random) + others
      // Values must be met more than once before code is made for them.
      values += values + values + values + values
      values.shuffle(using: &random)
      let callbacks = bridge.callbacks(of: number)
      for (value, together) in zip(values, schema.parse(values) { _ in callbacks }) {
        let alone = Result { () throws(SchemaError) in
          try schema.parse(value, calling: callbacks, isThorough: true)
        }
        if text(together) == text(alone) {
          passed += 1
        } else {
          failures.append("\(text(alone))\nbut \(text(together))")
        }
      }
    }
  }

  /// What came of a value, as text in which the order of keys counts.
  private func text(_ result: Result<ParseOutcome, SchemaError>) -> String {
    switch result {
    case .success(.success(let output)): "output \(JSONText.write(Self.tagged(output)))"
    case .success(.failure(let issues)): "issues \(JSONText.write(.array(issues.map(\.value))))"
    case .failure(let error): "throws \(error)"
    }
  }
}
