/// An image file that a terminal may show over cells that are left blank.
package struct Picture: Sendable, Hashable {
  /// Two pictures of one name are the same.
  package let name: String
  /// The whole file.
  package let bytes: [UInt8]
  /// In pixels.
  package let size: Size

  package init(name: String, bytes: [UInt8], size: Size) {
    self.name = name
    self.bytes = bytes
    self.size = size
  }

  package static func == (left: Picture, right: Picture) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// How a terminal takes image files.
package enum PictureProtocol: Sendable, Hashable {
  /// Kitty's graphics protocol, which takes PNG alone.
  case kitty
  /// iTerm2's inline images, which take what the system knows.
  case iTerm

  /// What the terminal says of itself; nil where it shows no images, or tmux or screen stands
  /// between.
  package init?(environment: [String: String]) {
    let term = environment["TERM"] ?? ""
    let program = environment["TERM_PROGRAM"] ?? ""
    guard environment["TMUX"] == nil, !term.hasPrefix("tmux"), !term.hasPrefix("screen") else {
      return nil
    }
    if ["xterm-kitty", "xterm-ghostty"].contains(term) || program == "ghostty"
      || environment["KITTY_WINDOW_ID"] != nil
    {
      self = .kitty
    } else if ["iTerm.app", "WezTerm", "mintty"].contains(program)
      || environment["LC_TERMINAL"] == "iTerm2"
    {
      self = .iTerm
    } else {
      return nil
    }
  }

  /// Whether a file of this name can be shown.
  package func takes(_ file: String) -> Bool {
    let ending = file.lowercased()
    switch self {
    case .kitty: return ending.hasSuffix(".png")
    case .iTerm:
      return [".png", ".jpg", ".jpeg", ".gif", ".webp"].contains { ending.hasSuffix($0) }
    }
  }
}

/// Where a picture stands in a frame.
package struct PlacedPicture: Sendable, Hashable {
  package let picture: Picture
  package let rect: Rect
}

extension PlacedPicture {
  /// The cells that the picture covers when it keeps its shape, a cell being twice as high as wide
  /// unless `cell` says its pixels.
  package func covered(cell: Size = Size(1, 2)) -> Size {
    let width = Double(max(1, picture.size.width)) / Double(max(1, cell.width))
    let height = Double(max(1, picture.size.height)) / Double(max(1, cell.height))
    let scale = min(Double(rect.width) / width, Double(rect.height) / height)
    func cells(_ length: Double, _ limit: Int) -> Int {
      min(limit, max(1, Int((length * scale).rounded(.down))))
    }
    return Size(cells(width, rect.width), cells(height, rect.height))
  }
}
