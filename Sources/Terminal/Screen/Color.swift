/// A colour of a theme.
package enum Color: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case standard
  /// A number of the 256 colour palette; the first 16 are the terminal's own.
  case indexed(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}

/// How many colours a terminal shows.
package enum ColorDepth: Int, Sendable, Hashable, Comparable, CaseIterable {
  case mono, eight, sixteen, indexed256, direct

  /// For a terminal whose description has `colors` colours; `NO_COLOR` in `environment`, present
  /// and not empty, means none (no-color.org).
  package init(colors: Int, environment: [String: String]) {
    if environment["NO_COLOR"]?.isEmpty == false || colors < 8 {
      self = .mono
    } else if colors > 256 {
      self = .direct
    } else {
      self = colors >= 256 ? .indexed256 : colors >= 16 ? .sixteen : .eight
    }
  }

  package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}

// MARK: - Fewer colours

extension Color {
  /// The nearest colour that a terminal of `depth` shows.
  package func mapped(to depth: ColorDepth) -> Color {
    switch (depth, self) {
    case (.mono, _), (_, .standard): .standard
    case (.direct, _), (.indexed256, .indexed): self
    case (.indexed256, .rgb(let red, let green, let blue)):
      .indexed(Self.nearestOf256(red, green, blue))
    case (.sixteen, .indexed(let number)) where number < 16: self
    case (.eight, .indexed(let number)) where number < 16: .indexed(number % 8)
    case (.sixteen, _), (.eight, _): .indexed(nearestOf16(limit: depth == .eight ? 8 : 16))
    }
  }

  /// Of the colour cube and the greys, which look the same in every terminal.
  private static func nearestOf256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let wanted = Color.rgb(red, green, blue).components
    let candidates = (UInt8(16)...255).map {
      ($0, distance(wanted, Color.indexed($0).components))
    }
    return candidates.min { $0.1 < $1.1 }?.0 ?? 16
  }

  private func nearestOf16(limit: UInt8) -> UInt8 {
    let wanted = components
    let candidates = (0..<limit).map { ($0, Self.distance(wanted, Color.indexed($0).components)) }
    return candidates.min { $0.1 < $1.1 }?.0 ?? 7
  }

  private typealias Components = (red: Int, green: Int, blue: Int)

  /// Weighted as the eye sees differences ("redmean").
  private static func distance(_ first: Components, _ second: Components) -> Int {
    let mean = (first.red + second.red) / 2
    let red = first.red - second.red
    let green = first.green - second.green
    let blue = first.blue - second.blue
    return (512 + mean) * red * red / 256 + 4 * green * green + (767 - mean) * blue * blue / 256
  }

  /// As xterm shows it.
  private var components: Components {
    switch self {
    case .standard: return (229, 229, 229)
    case .rgb(let red, let green, let blue): return (Int(red), Int(green), Int(blue))
    case .indexed(let number):
      let number = Int(number)
      if number < 16 { return Self.xterm16[number] }
      if number >= 232 {
        let grey = 8 + (number - 232) * 10
        return (grey, grey, grey)
      }
      let levels = [0, 95, 135, 175, 215, 255]
      let cube = number - 16
      return (levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    }
  }

  private static let xterm16: [Components] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]
}

// MARK: - Names

extension Color {
  /// A colour as theme files write it: `default`, one of the terminal's 16 by name, `#rrggbb`.
  package init?(_ text: String) {
    if text == "default" {
      self = .standard
    } else if let number = Self.names.firstIndex(of: text) {
      self = .indexed(UInt8(number))
    } else if text.utf8.count == 7, text.first == "#",
      let number = UInt32(text.dropFirst(), radix: 16)
    {
      self = .rgb(UInt8(number >> 16), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF))
    } else {
      return nil
    }
  }

  package static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black",
    "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
    "bright-white",
  ]
}
