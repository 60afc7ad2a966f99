import Fetching
import JavaScript
import Values

extension WebFetch {
  /// Answers script: the address, the method, pairs of headers, the body's bytes or nothing.
  func answer(to arguments: [Value]) throws -> Value {
    guard arguments.count >= 3, let address = arguments[0].stringValue,
      let method = arguments[1].stringValue
    else { throw ScriptException("invalid request", properties: ObjectValue()) }
    let headers = (arguments[2].arrayValue ?? []).compactMap { pair -> (String, String)? in
      guard let sides = pair.arrayValue?.compactMap(\.stringValue), sides.count == 2 else {
        return nil
      }
      return (sides[0], sides[1])
    }
    var request = WebRequest(address: address, method: method, headers: headers)
    if arguments.count > 3, case .bytes(let bytes) = arguments[3] { request.body = bytes }
    let answer: WebAnswer
    do {
      answer = try self.answer(to: request)
    } catch {
      throw ScriptException(error.reason, properties: ObjectValue())
    }
    return [
      "status": .number(Double(answer.status)), "statusText": .string(answer.statusText),
      "headers": .array(answer.headers.map { [.string($0.0), .string($0.1)] }),
      "body": .bytes(answer.body),
    ]
  }
}
