import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// A server on this machine that answers each path with the same bytes; ends with the value.
final class LocalServer: Sendable {
  /// Where it answers, as in `http://127.0.0.1:4321`.
  let address: String
  private let number: Int32
  private let paths = Mutex<[String]>([])

  /// The paths that were asked for so far, in order.
  var asked: [String] { paths.withLock { $0 } }

  /// `answers` are whole responses by path, headers and all; anything else is 404.
  init(_ answers: [String: String]) throws {
    #if canImport(Glibc)
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
    let number = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    self.number = number
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &place) { pointer -> UInt16? in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        guard bind(number, place, length) == 0, listen(number, 8) == 0,
          getsockname(number, place, &length) == 0
        else { return nil }
        return pointer.pointee.sin_port.bigEndian
      }
    }
    guard let port else { throw CocoaError(.fileNoSuchFile) }
    address = "http://127.0.0.1:\(port)"
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(number, nil, nil)
        guard connection >= 0 else { return }
        let request = Self.read(connection)
        let path = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        self?.paths.withLock { $0.append(path) }
        let answer = answers[path] ?? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        var bytes = Array(answer.utf8)[...]
        while !bytes.isEmpty {
          let count = bytes.withUnsafeBytes {
            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
          }
          if count <= 0 { break }
          bytes = bytes.dropFirst(count)
        }
        close(connection)
      }
    }
  }

  deinit {
    shutdown(number, Int32(SHUT_RDWR))
    close(number)
  }

  private static func read(_ connection: Int32) -> String {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !text.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { break }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text
  }

  /// A response of JSON.
  static func json(_ text: String) -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\nConnection: close\r\n\r\n\(text)"
  }

  /// A response that leads elsewhere.
  static func redirect(to place: String) -> String {
    "HTTP/1.1 302 Found\r\nLocation: \(place)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
  }
}
