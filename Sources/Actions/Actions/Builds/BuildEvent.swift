import ECMAScript
import Frontmatter
import Values

/// What a build's log says, in the order it happens.
///
/// On the wire each event is one line of JSON: `{"line":"…"}`, `{"dropped":12}`,
/// `{"end":"finished","status":0,"seconds":1.5}`.
package enum BuildEvent: Sendable, Equatable {
  /// A line of output without its end; whatever else it contains, control sequences too, is as the
  /// build printed it. Not safe for a terminal.
  case line(String)
  /// So many lines at this place are no longer kept.
  case dropped(Int)
  /// The last event.
  case ended(Ending, seconds: Double)

  /// How a build ended.
  package enum Ending: Sendable, Equatable {
    /// By itself, with this exit status.
    case finished(status: Int32)
    case stopped
    /// It could not be run, for this reason.
    case failed(String)
  }
}

extension BuildEvent {
  /// The event as a line of JSON, with its end.
  package var json: [UInt8] {
    let object: ObjectValue =
      switch self {
      case .line(let text): ObjectValue([("line", .string(text))])
      case .dropped(let count): ObjectValue([("dropped", .number(Double(count)))])
      case .ended(.finished(let status), let seconds):
        ObjectValue([
          ("end", "finished"), ("status", .number(Double(status))), ("seconds", .number(seconds)),
        ])
      case .ended(.stopped, let seconds):
        ObjectValue([("end", "stopped"), ("seconds", .number(seconds))])
      case .ended(.failed(let reason), let seconds):
        ObjectValue([("end", "failed"), ("reason", .string(reason)), ("seconds", .number(seconds))])
      }
    return JSONText.bytes(.object(object)) + [0x0A]
  }

  /// The event that a line of JSON says, or nil when it says none that is known.
  package init?(json: [UInt8]) {
    let object: ObjectValue?
    do { object = try JSONReader.value(of: json).objectValue } catch { return nil }
    let seconds = object?["seconds"]?.numberValue ?? 0
    switch object?["end"]?.stringValue {
    case "finished":
      let status = object?["status"]?.numberValue.flatMap(Int32.init(exactly:))
      self = .ended(.finished(status: status ?? 1), seconds: seconds)
    case "stopped": self = .ended(.stopped, seconds: seconds)
    case "failed":
      self = .ended(.failed(object?["reason"]?.stringValue ?? ""), seconds: seconds)
    default:
      if let text = object?["line"]?.stringValue {
        self = .line(text)
      } else if let count = object?["dropped"]?.numberValue.flatMap(Int.init(exactly:)) {
        self = .dropped(count)
      } else {
        return nil
      }
    }
  }
}
