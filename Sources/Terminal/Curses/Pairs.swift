import CCurses
import Screen

/// Curses's numbers for how styles look; each pair of colours is defined when it is first used.
struct Pairs {
  private var looks: [Style: (attributes: Int32, pair: Int32)] = [:]
  private var numbers: [ColorPair: Int32] = [:]

  private struct ColorPair: Hashable {
    let foreground: Int32
    let background: Int32
  }

  /// The attributes and the pair of `style` in `theme`.
  mutating func look(
    of style: Style,
    in theme: Theme,
    depth: ColorDepth
  ) -> (attributes: Int32, pair: Int32) {
    if let look = looks[style] { return look }
    let appearance = theme.appearance(of: style, depth: depth)
    let look = (
      attributes: Int32(appearance.attributes.rawValue),
      pair: number(appearance.foreground, appearance.background)
    )
    looks[style] = look
    return look
  }

  private mutating func number(_ foreground: Color, _ background: Color) -> Int32 {
    let pair = ColorPair(foreground: Self.number(foreground), background: Self.number(background))
    if pair.foreground == -1, pair.background == -1 { return 0 }
    if let number = numbers[pair] { return number }
    let number = Int32(numbers.count + 1)
    guard ccurses_pair(number, pair.foreground, pair.background) else { return 0 }
    numbers[pair] = number
    return number
  }

  private static func number(_ color: Color) -> Int32 {
    switch color {
    case .standard: -1
    case .indexed(let number): Int32(number)
    case .rgb(let red, let green, let blue): Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    }
  }
}
