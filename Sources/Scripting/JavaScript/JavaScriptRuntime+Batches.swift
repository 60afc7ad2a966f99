import CJavaScriptCore
import Values

extension JavaScriptRuntime {
  /// Makes the calls of many entries, of `functions`; what comes is the answers, nil for those that were
  /// not made.
  ///
  /// The calls of an entry end with one that throws, and with a test that does not give something true
  /// and simple. None was made of an entry whose values are not plain or too seldom of their kind.
  /// `timeLimit` is processor time for all of them, nil for the runtime's own; the entry at which script
  /// is stopped, and those after it, have no answers either.
  package func call(
    _ functions: [CallBatch.Function],
    _ calls: [CallBatch.Call],
    timeLimit: Duration? = nil
  ) throws(JavaScriptError) -> [CallBatch.Answer?] {
    try locked {
      Result { () throws(JavaScriptError) in try callLocked(functions, calls, timeLimit) }
    }.get()
  }

  private func callLocked(
    _ functions: [CallBatch.Function],
    _ calls: [CallBatch.Call],
    _ timeLimit: Duration?
  ) throws(JavaScriptError) -> [CallBatch.Answer?] {
    let batch = CallBatch(functions, calls, &callPatterns)
    guard !batch.entries.isEmpty else { return calls.map { _ in nil } }
    var isBegun = false
    do throws(JavaScriptError) {
      return try enter(timeLimit, isBrief: true) {
        () throws(JavaScriptError) -> [CallBatch.Answer?] in
        try learnPatterns()
        isBegun = true
        try run(batch)
        return try told(of: batch)
      }
    } catch {
      guard isBegun, error.kind == .timeLimit || error.kind == .memoryLimit else { throw error }
      // What was told before script was stopped holds.
      return try enter(timeLimit) { () throws(JavaScriptError) -> [CallBatch.Answer?] in
        try told(of: batch)
      }
    }
  }

  private func learnPatterns() throws(JavaScriptError) {
    while let description = callPatterns.news.first {
      _ = try callIntrinsic(\.learnPattern, [try write(description)])
      callPatterns.noteLearnt()
    }
  }

  private func run(_ batch: CallBatch) throws(JavaScriptError) {
    var functions = batch.functions.map {
      handles[$0.callee.handle] ?? JSValueMakeUndefined(context)
    }
    var arguments: [JSValueRef?] = []
    // The array lives on the heap, where the engine's stack scan does not look.
    defer { for argument in arguments { JSValueUnprotect(context, argument) } }
    func add(_ argument: JSValueRef?) {
      JSValueProtect(context, argument)
      arguments.append(argument)
    }
    add(JSObjectMakeArray(context, functions.count, &functions, nil))
    add(batch.withText { JSValueMakeString(context, $0) })
    add(typedArray(batch.ends))
    add(typedArray(batch.codes))
    add(typedArray(batch.numbers))
    _ = try callIntrinsic(\.runCalls, arguments)
  }

  /// What came of `batch`.
  private func told(of batch: CallBatch) throws(JavaScriptError) -> [CallBatch.Answer?] {
    let known = JSValueMakeNumber(context, Double(callPatterns.shapes.count))
    let result = try callIntrinsic(\.toldCalls, [known])
    JSValueProtect(context, result)
    defer { JSValueUnprotect(context, result) }
    var reader = CallAnswers(
      codes: numbers(of: result, at: 0),
      numbers: numbers(of: result, at: 1),
      text: text(of: JSObjectGetPropertyAtIndex(context, result, 2, nil)),
      others: JSObjectGetPropertyAtIndex(context, result, 3, nil),
      batch: batch,
      runtime: self
    )
    try learnShapes(JSObjectGetPropertyAtIndex(context, result, 4, nil))
    return reader.read()
  }

  /// Notes the keys of returned objects that were not met before.
  private func learnShapes(_ list: JSValueRef?) throws(JavaScriptError) {
    for pair in try read(list).arrayValue ?? [] {
      let parts = pair.arrayValue ?? []
      let keys = parts.first?.arrayValue?.compactMap(\.stringValue) ?? []
      let sources = parts.last?.arrayValue?.compactMap(\.numberValue) ?? []
      callPatterns.shapes.append(
        CallPatterns.ReturnedShape(
          keys: .shared(keys),
          sources: sources.map { $0 < 0 ? nil : Int($0) }
        )
      )
    }
  }

  private func typedArray(_ items: [Int32]) -> JSValueRef? {
    items.withUnsafeBytes { typedArray(kJSTypedArrayTypeInt32Array, items.count, $0) }
  }

  private func typedArray(_ items: [Double]) -> JSValueRef? {
    items.withUnsafeBytes { typedArray(kJSTypedArrayTypeFloat64Array, items.count, $0) }
  }

  private func typedArray(
    _ type: JSTypedArrayType,
    _ count: Int,
    _ bytes: UnsafeRawBufferPointer
  ) -> JSValueRef? {
    let array = JSObjectMakeTypedArray(context, type, count, nil)
    if let target = JSObjectGetTypedArrayBytesPtr(context, array, nil),
      let start = bytes.baseAddress
    {
      target.copyMemory(from: start, byteCount: bytes.count)
    }
    return array
  }

  private func numbers<Number>(of list: JSValueRef?, at index: UInt32) -> [Number] {
    let array = JSObjectGetPropertyAtIndex(context, list, index, nil)
    let count = JSObjectGetTypedArrayByteLength(context, array, nil)
    guard count > 0, let start = JSObjectGetTypedArrayBytesPtr(context, array, nil) else {
      return []
    }
    return UnsafeRawBufferPointer(start: start, count: count)
      .withMemoryRebound(to: Number.self) { Array($0) }
  }

  private func text(of value: JSValueRef?) -> [UInt16] {
    guard let string = JSValueToStringCopy(context, value, nil) else { return [] }
    defer { JSStringRelease(string) }
    let start = JSStringGetCharactersPtr(string)
    return Array(UnsafeBufferPointer(start: start, count: JSStringGetLength(string)))
  }
}
