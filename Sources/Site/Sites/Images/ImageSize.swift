import SiteScripts

/// An image's width and height in pixels, as its first bytes say it.
package struct ImageSize: Sendable, Equatable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Nil for bytes of no image, of one that says no size, and where more of them are needed.
  package init?(of bytes: [UInt8]) {
    guard let header = ImageHeader(bytes), header.width > 0, header.height > 0 else { return nil }
    self.init(width: header.width, height: header.height)
  }
}
