import CJavaScriptCore
import Values

/// Reads what `Globals/calls.js` tells of a batch.
struct CallAnswers {
  private let codes: [Int32]
  private let numbers: [Double]
  private let text: [UInt16]
  /// An engine's array of all that is not told here.
  private let others: JSValueRef?
  private let batch: CallBatch
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
    batch: CallBatch,
    runtime: JavaScriptRuntime
  ) {
    self.codes = codes
    self.numbers = numbers
    self.text = text
    self.others = others
    self.batch = batch
    self.runtime = runtime
  }

  /// The answers to the calls of a batch, nil for those that were not made.
  mutating func read() -> [CallBatch.Answer?] {
    var answers = [CallBatch.Answer?](repeating: nil, count: batch.calls.count)
    for entry in batch.entries {
      var place = entry.lowerBound
      while code < codes.count, codes[code] != Mark.end {
        answers[place] = answer(to: place)
        place += 1
      }
      guard code < codes.count else {
        // Script was stopped before the entry's end.
        for place in entry { answers[place] = nil }
        break
      }
      code += 1
    }
    return answers
  }

  private mutating func answer(to place: Int) -> CallBatch.Answer? {
    guard codes[code] == Mark.thrown else {
      unreadable = nil
      let value = value(of: batch.calls[place], batch.cuts[place])
      return unreadable.map { .thrown($0) } ?? .returned(value)
    }
    code += 1
    return nextOther().map { .thrown(runtime.error($0)) }
  }

  /// What a call returned that was given `cut` of its value.
  private mutating func value(of call: CallBatch.Call, _ cut: ObjectCut?) -> Value {
    guard let cut, case .object(let subject) = call.value else {
      return codes[code] == Mark.object ? object(of: call) : value()
    }
    let spreads = batch.functions[call.function].reads?.spreads == true
    if codes[code] == Mark.object {
      return object(of: subject.values, cut, isCompleted: spreads)
    }
    let value = value()
    guard spreads, case .object(let returned) = value else { return value }
    return .object(cut.completed(returned, with: subject.values))
  }

  /// What is told next, unless it is an object.
  private mutating func value() -> Value {
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
  private mutating func object(of call: CallBatch.Call) -> Value {
    let given = call.value.objectValue?.values ?? []
    return .object(object { given[$0] })
  }

  private mutating func object(of given: [Value], _ cut: ObjectCut, isCompleted: Bool) -> Value {
    let number = Int(codes[code + 1])
    let object = object { given[cut.places[$0]] }
    guard isCompleted else { return .object(object) }
    return .object(cut.completed(object.values, (number, object.shape), with: given))
  }

  private mutating func object(_ given: (Int) -> Value) -> ObjectValue {
    let shape = runtime.callPatterns.shapes[Int(codes[code + 1])]
    let different = UInt32(bitPattern: codes[code + 2])
    code += 3
    var values: [Value] = []
    values.reserveCapacity(shape.sources.count)
    for (index, source) in shape.sources.enumerated() {
      if different & 1 << UInt32(index) == 0, let source {
        values.append(given(source))
      } else {
        values.append(value())
      }
    }
    return ObjectValue(shape: shape.keys, values: values)
  }

  private mutating func nextOther() -> JSValueRef? {
    other += 1
    return JSObjectGetPropertyAtIndex(runtime.context, others, other - 1, nil)
  }
}
