/// Why the server could not be started.
package enum ActionServerError: Error, Sendable, Equatable {
  case portInUse(host: String, port: Int)
  /// The address cannot be listened on, for this reason.
  case cannotListen(host: String, port: Int, reason: String)
}

extension ActionServerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .portInUse(let host, let port):
      "port \(port) of \(host) is in use by another program; choose one with --port"
    case .cannotListen(let host, let port, let reason):
      "cannot listen on \(host):\(port): \(reason)"
    }
  }
}
