import ECMAScript
import Frontmatter
package import Values

/// What an action call fails with.
package struct ActionError: Error, Sendable, Equatable {
  package var code: Code
  package var message: String
  /// What Zod found wrong with the input; nil for an error that is not about the input.
  package var issues: [Value]?
  /// Further properties that the site's code put on the error.
  package var details: ObjectValue

  package init(_ code: Code, message: String = "", details: ObjectValue = ObjectValue()) {
    self.code = code
    self.message = message
    self.details = details
  }

  /// An input that does not fit the schema.
  ///
  /// Astro words the message as all issues in JSON.
  package init(issues: [Value]) {
    code = .badRequest
    message = "Failed to validate: " + JSONText.write(.array(issues), indent: 2)
    details = ObjectValue()
    self.issues = issues
  }

  /// The messages of the issues by the first step of their paths, in the order of the issues.
  ///
  /// Issues of the input as a whole are not among them.
  package var fields: [(name: String, messages: [String])] {
    var fields: [(name: String, messages: [String])] = []
    for issue in issues ?? [] {
      guard let issue = issue.objectValue, let first = issue["path"]?.arrayValue?.first else {
        continue
      }
      let name =
        switch first {
        case .string(let key): key
        case .number(let number): NumberText.text(number)
        default: JSONText.write(first)
        }
      let message = issue["message"]?.stringValue ?? ""
      if let place = fields.firstIndex(where: { $0.name == name }) {
        fields[place].messages.append(message)
      } else {
        fields.append((name, [message]))
      }
    }
    return fields
  }
}

// MARK: - Codes

extension ActionError {
  /// The name of a kind of failure, such as `NOT_FOUND`.
  package struct Code: Sendable, Hashable {
    package let name: String

    /// Any name; a server may send one that Astro does not know.
    package init(_ name: String) { self.name = name }

    /// The code of an HTTP status, `INTERNAL_SERVER_ERROR` where it has none.
    package init(status: Int) {
      self = Self.statuses.first { $0.status == status }?.code ?? .internalServerError
    }

    /// The HTTP status; nil for a name that Astro does not know.
    package var status: Int? { Self.statuses.first { $0.code == self }?.status }

    package static let badRequest = Code("BAD_REQUEST")
    package static let unauthorized = Code("UNAUTHORIZED")
    package static let forbidden = Code("FORBIDDEN")
    package static let notFound = Code("NOT_FOUND")
    package static let conflict = Code("CONFLICT")
    package static let contentTooLarge = Code("CONTENT_TOO_LARGE")
    package static let unsupportedMediaType = Code("UNSUPPORTED_MEDIA_TYPE")
    package static let internalServerError = Code("INTERNAL_SERVER_ERROR")
    package static let serviceUnavailable = Code("SERVICE_UNAVAILABLE")

    /// Every code that Astro 7.2 knows.
    package static let statuses: [(code: Code, status: Int)] = [
      (.badRequest, 400), (.unauthorized, 401), (Code("PAYMENT_REQUIRED"), 402),
      (.forbidden, 403), (.notFound, 404), (Code("METHOD_NOT_ALLOWED"), 405),
      (Code("NOT_ACCEPTABLE"), 406), (Code("PROXY_AUTHENTICATION_REQUIRED"), 407),
      (Code("REQUEST_TIMEOUT"), 408), (.conflict, 409), (Code("GONE"), 410),
      (Code("LENGTH_REQUIRED"), 411), (Code("PRECONDITION_FAILED"), 412), (.contentTooLarge, 413),
      (Code("URI_TOO_LONG"), 414), (.unsupportedMediaType, 415),
      (Code("RANGE_NOT_SATISFIABLE"), 416), (Code("EXPECTATION_FAILED"), 417),
      (Code("MISDIRECTED_REQUEST"), 421), (Code("UNPROCESSABLE_CONTENT"), 422),
      (Code("LOCKED"), 423), (Code("FAILED_DEPENDENCY"), 424), (Code("TOO_EARLY"), 425),
      (Code("UPGRADE_REQUIRED"), 426), (Code("PRECONDITION_REQUIRED"), 428),
      (Code("TOO_MANY_REQUESTS"), 429), (Code("REQUEST_HEADER_FIELDS_TOO_LARGE"), 431),
      (Code("UNAVAILABLE_FOR_LEGAL_REASONS"), 451), (.internalServerError, 500),
      (Code("NOT_IMPLEMENTED"), 501), (Code("BAD_GATEWAY"), 502), (.serviceUnavailable, 503),
      (Code("GATEWAY_TIMEOUT"), 504), (Code("HTTP_VERSION_NOT_SUPPORTED"), 505),
      (Code("VARIANT_ALSO_NEGOTIATES"), 506), (Code("INSUFFICIENT_STORAGE"), 507),
      (Code("LOOP_DETECTED"), 508), (Code("NETWORK_AUTHENTICATION_REQUIRED"), 511),
    ]
  }
}

// MARK: - JSON

extension ActionError {
  /// The body of the response.
  package var json: [UInt8] {
    var object = ObjectValue()
    if let issues {
      object["type"] = "AstroActionInputError"
      object["issues"] = .array(issues)
      object["fields"] = .object(
        ObjectValue(fields.map { ($0.name, .array($0.messages.map(Value.string))) })
      )
    } else {
      object["type"] = "AstroActionError"
      object["code"] = .string(code.name)
      object["status"] = code.status.map { .number(Double($0)) } ?? .undefined
      for (key, value) in details { object[key] = value }
      object["message"] = .string(message)
    }
    return JSONText.bytes(.object(object))
  }

  /// The error that a response's body says, as Astro's own client reads it: the HTTP status does not
  /// count, and a body that is no JSON is the message.
  package init(json: [UInt8]) {
    let body: Value
    do {
      body = try JSONReader.value(of: json)
    } catch {
      self.init(.internalServerError, message: String(decoding: json, as: UTF8.self))
      return
    }
    let object = body.objectValue
    if object?["type"] == "AstroActionInputError", case .array(let issues)? = object?["issues"] {
      self.init(issues: issues)
    } else if object?["type"] == "AstroActionError" {
      self.init(
        Code(object?["code"]?.stringValue ?? ""),
        message: object?["message"]?.stringValue ?? ""
      )
    } else {
      self.init(.internalServerError)
    }
  }
}

extension ActionError: CustomStringConvertible {
  package var description: String {
    if issues != nil { return message }
    return message.isEmpty ? code.name : "\(code.name): \(message)"
  }
}
