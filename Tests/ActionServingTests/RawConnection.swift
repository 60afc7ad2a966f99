import Actions
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A socket to the server under test: sends bytes exactly as they are.
enum RawConnection {
  /// Sends `bytes` and reads until the server closes, which `Connection: close` asks for; nil when
  /// it cannot connect.
  static func exchange(_ bytes: [UInt8], port: Int) async -> [UInt8]? {
    await withCheckedContinuation { continuation in
      // A thread of its own: reading blocks, and the tasks' threads are few.
      Thread.detachNewThread { continuation.resume(returning: talk(bytes, port: port)) }
    }
  }

  /// One request in HTTP/1.1, its body in chunks when its headers say so.
  static func request(
    method: String,
    path: String,
    headers: HeaderFields,
    body: [UInt8]
  ) -> [UInt8] {
    var text = "\(method) \(path) HTTP/1.1\r\nConnection: close\r\n"
    for field in headers.fields { text += "\(field.name): \(field.value)\r\n" }
    var bytes = Array((text + "\r\n").utf8)
    if headers["Transfer-Encoding"] != nil {
      for chunk in [body.prefix(5), body.dropFirst(5)] where !chunk.isEmpty {
        bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]
      }
      bytes += Array("0\r\n\r\n".utf8)
    } else {
      bytes += body
    }
    return bytes
  }

  /// The response in `bytes`, its chunks joined.
  static func response(_ bytes: [UInt8]) -> ActionResponse? {
    let text = bytes
    guard
      let end = (0..<max(text.count - 3, 0)).first(where: {
        text[$0..<$0 + 4].elementsEqual([13, 10, 13, 10])
      })
    else { return nil }
    let lines = String(decoding: text[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    let status = Int(lines[0].split(separator: " ")[1]) ?? 0
    var headers = HeaderFields()
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers.add(String(line[..<colon]), value)
    }
    var body = Array(text[(end + 4)...])
    if headers["Transfer-Encoding"] == "chunked" { body = joined(body) }
    return ActionResponse(status: status, headers: headers, body: body)
  }

  private static func joined(_ chunks: [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    var rest = chunks[...]
    while let end = rest.firstIndex(of: 13) {
      let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) ?? 0
      guard size > 0 else { break }
      body += rest[(end + 2)...].prefix(size)
      rest = rest.dropFirst(end + 4 + size - rest.startIndex)
    }
    return body
  }

  private static func talk(_ bytes: [UInt8], port: Int) -> [UInt8]? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard isConnected == 0 else { return nil }
    var time = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      descriptor,
      SOL_SOCKET,
      SO_RCVTIMEO,
      &time,
      socklen_t(MemoryLayout<timeval>.size)
    )
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return received }
      received += buffer[..<count]
    }
  }
}
