import CJavaScriptCore
import Values

/// Reads what `Globals/calls.js` tells of a batch.
struct CallAnswers {
  private let codes: [Int32]
  private let numbers: [Double]
  private let text: [UInt16]
  /// An engine's array of all that is not told here.
  private let others: JSValueRef?
  private let runtime: JavaScriptRuntime
  private var code = 0
  private var number = 0
  private var unit = 0
  private var other: UInt32 = 0
  /// Why the present answer cannot be read.
  private var unreadable: JavaScriptError?

  /// What begins an answer or a member; `calls.js` has the same numbers.
  private enum Mark {
    static let yes: Int32 = 0
    static let no: Int32 = 1
    static let null: Int32 = 2
    static let undefined: Int32 = 3
    static let number: Int32 = 4
    static let text: Int32 = 5
    static let object: Int32 = 6
    /// What is read by itself.
    static let other: Int32 = 7
    static let thrown: Int32 = 8
    static let end: Int32 = 9
  }

  init(
    codes: [Int32],
    numbers: [Double],
    text: [UInt16],
    others: JSValueRef?,
    runtime: JavaScriptRuntime
  ) {
    self.codes = codes
    self.numbers = numbers
    self.text = text
    self.others = others
    self.runtime = runtime
  }

  /// The answers to the `calls` of the next entry, nil where script was stopped before its end.
  mutating func answers(to calls: [CallBatch.Call]) -> [CallBatch.Answer]? {
    var answers: [CallBatch.Answer] = []
    while code < codes.count {
      if codes[code] == Mark.end {
        code += 1
        return answers
      }
      unreadable = nil
      if codes[code] == Mark.thrown {
        code += 1
        guard let exception = nextOther() else { return nil }
        answers.append(.thrown(runtime.error(exception)))
      } else {
        let value = value(about: calls[answers.count].value)
        answers.append(unreadable.map { .thrown($0) } ?? .returned(value))
      }
    }
    return nil
  }

  private mutating func value(about subject: Value) -> Value {
    let mark = codes[code]
    code += 1
    switch mark {
    case Mark.yes: return .boolean(true)
    case Mark.no: return .boolean(false)
    case Mark.null: return .null
    case Mark.undefined: return .undefined
    case Mark.number:
      number += 1
      return .number(numbers[number - 1])
    case Mark.text:
      let units = text[unit..<unit + Int(codes[code])]
      code += 1
      unit = units.endIndex
      return .string(ScriptText.read(units))
    case Mark.object: return object(about: subject)
    default:
      do throws(JavaScriptError) {
        return try runtime.read(nextOther())
      } catch {
        unreadable = unreadable ?? error
        return .undefined
      }
    }
  }

  /// An object of which only what is not as it was given is told.
  private mutating func object(about subject: Value) -> Value {
    let shape = runtime.callPatterns.shapes[Int(codes[code])]
    let different = UInt32(bitPattern: codes[code + 1])
    code += 2
    let given = subject.objectValue?.values ?? []
    var values: [Value] = []
    values.reserveCapacity(shape.sources.count)
    for (index, source) in shape.sources.enumerated() {
      if different & 1 << UInt32(index) == 0, let source {
        values.append(given[source])
      } else {
        values.append(value(about: subject))
      }
    }
    return .object(ObjectValue(shape: shape.keys, values: values))
  }

  private mutating func nextOther() -> JSValueRef? {
    other += 1
    return JSObjectGetPropertyAtIndex(runtime.context, others, other - 1, nil)
  }
}
