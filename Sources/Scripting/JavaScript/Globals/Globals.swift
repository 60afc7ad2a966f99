import CJavaScriptCore
import Foundation
import Values

/// The JavaScript of our own that every engine starts with.
enum Globals {
  static let promise = String(decoding: PackageResources.promise_js, as: UTF8.self)
  static let internals = String(decoding: PackageResources.internals_js, as: UTF8.self)
  static let calls = String(decoding: PackageResources.calls_js, as: UTF8.self)

  /// In the order they run; each is a function of `native` and `internals`.
  static let modules: [(name: String, source: [UInt8])] = [
    ("exception", PackageResources.exception_js),
    ("date", PackageResources.date_js),
    ("url", PackageResources.url_js),
    ("console", PackageResources.console_js),
    ("timers", PackageResources.timers_js),
    ("encoding", PackageResources.encoding_js),
    ("buffer", PackageResources.buffer_js),
    ("blob", PackageResources.blob_js),
    ("events", PackageResources.events_js),
    ("clone", PackageResources.clone_js),
    ("process", PackageResources.process_js),
  ]
}

extension JavaScriptRuntime {
  /// Defines what a site expects of its surroundings and the bare engine lacks.
  func installGlobals(environment: [String: String], workingFolder: String) {
    let functions: [(String, ([Value]) throws -> Value)] = [
      ("log", { [unowned self] in collectLine($0) }),
      ("encode", { .bytes(Array(try NativeText.first($0).utf8)) }),
      ("decode", { .string(String(decoding: try NativeText.bytes($0), as: UTF8.self)) }),
      ("toBase64", { .string(Base64.encode(try NativeText.bytes($0))) }),
      ("fromBase64", { .bytes(try NativeText.decodeBase64(NativeText.first($0))) }),
      ("parseDate", NativeDate.parse),
      ("dateText", NativeDate.text),
      ("parseURL", NativeURL.parse),
      ("formEncode", { .string(NativeURL.formEncoded(try NativeText.first($0))) }),
      ("formDecode", { NativeURL.formDecoded(try NativeText.first($0)) }),
      ("randomBytes", { NativeText.randomBytes($0) }),
      ("workingFolder", { _ in .string(workingFolder) }),
      (
        "environment",
        { _ in
          let pairs = environment.sorted { $0.key < $1.key }
          return .object(ObjectValue(pairs.map { ($0.key, .string($0.value)) }))
        }
      ),
    ]
    do throws(JavaScriptError) {
      try enter(.seconds(10)) { () throws(JavaScriptError) -> Void in
        let native = JSObjectMake(context, nil, nil)
        for (name, body) in functions {
          _ = try callIntrinsic(\.define, [native, text(name), try makeFunction(name, body)])
        }
        for module in Globals.modules {
          let source = String(decoding: module.source, as: UTF8.self)
          let function = try evaluateRaw(source, name: "frontis:\(module.name)")
          _ = try invoke(function, [native, intrinsics.internals])
        }
      }
    } catch {
      preconditionFailure("our own JavaScript failed: \(error)")
    }
  }

  private func collectLine(_ arguments: [Value]) -> Value {
    if arguments.count == 2, let level = arguments[0].stringValue,
      let text = arguments[1].stringValue
    {
      collect(ConsoleLine(level: level, text: text))
    }
    return .undefined
  }
}

/// The text and bytes that our own JavaScript hands over.
enum NativeText {
  static func first(_ arguments: [Value]) throws -> String {
    guard let text = arguments.first?.stringValue else {
      throw ScriptException(name: "TypeError", "a string is expected")
    }
    return text
  }

  static func bytes(_ arguments: [Value]) throws -> [UInt8] {
    guard case .bytes(let bytes) = arguments.first else {
      throw ScriptException(name: "TypeError", "bytes are expected")
    }
    return bytes
  }

  /// Infra, forgiving-base64 decode: white space is dropped and padding may be missing.
  static func decodeBase64(_ text: String) throws -> [UInt8] {
    var digits = text.utf8.filter { ![0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }
    while digits.count % 4 > 1 { digits.append(0x3D) }
    guard let bytes = Base64.decode(String(decoding: digits, as: UTF8.self)) else {
      throw ScriptException(name: "Error", "The string to be decoded is not correctly encoded.")
    }
    return bytes
  }

  static func randomBytes(_ arguments: [Value]) -> Value {
    let count = min(max(arguments.first?.numberValue ?? 0, 0), 65536)
    var generator = SystemRandomNumberGenerator()
    return .bytes((0..<Int(count)).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }
}
