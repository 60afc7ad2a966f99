import CCurses
import Loop

/// The keys that this terminal's description names, by the bytes it sends.
enum KnownKeys {
  static func read() -> [[UInt8]: Key] {
    var keys: [[UInt8]: Key] = [:]
    for (capability, key) in capabilities {
      guard let string = ccurses_string(capability) else { continue }
      let bytes = Array(String(cString: string).utf8)
      if bytes.first == 0x1B, bytes.count > 2 { keys[bytes] = key }
    }
    return keys
  }

  private static var capabilities: [(String, Key)] {
    var all: [(String, Key)] = [
      ("kcuu1", "up"), ("kcud1", "down"), ("kcub1", "left"), ("kcuf1", "right"),
      ("khome", "home"), ("kend", "end"), ("kpp", "pgup"), ("knp", "pgdn"),
      ("kich1", "insert"), ("kdch1", "delete"), ("kcbt", "shift+tab"),
    ]
    for number in 1...12 { all.append(("kf\(number)", Key(.function(number)))) }
    let arrows: [(String, KeyCode)] = [
      ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home),
      ("kEND", .end), ("kPRV", .pageUp), ("kNXT", .pageDown),
    ]
    // ncurses's user_caps(5): 3 is Alt, 5 is Ctrl, 6 is Ctrl and Shift.
    let suffixes: [(String, Modifiers)] = [
      ("", .shift), ("3", .alt), ("5", .ctrl), ("6", [.ctrl, .shift]),
    ]
    for (name, code) in arrows {
      for (suffix, modifiers) in suffixes { all.append((name + suffix, Key(code, modifiers))) }
    }
    return all
  }
}
