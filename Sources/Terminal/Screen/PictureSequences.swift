import Foundation

/// The bytes that show a picture, and that take it away: kitty's graphics protocol, and iTerm2's OSC 1337.
package enum PictureSequences {
  /// The one number that our pictures have at the terminal.
  private static let id = 7_001
  /// Kitty takes no more of a picture at once.
  private static let chunk = 4096

  /// Moves the cursor, shows `placed` there and moves it back.
  package static func showing(_ placed: PlacedPicture, cell: Size, by protocolName: PictureProtocol)
    -> String
  {
    let covered = placed.covered(cell: cell)
    let place = "\u{1B}7\u{1B}[\(placed.rect.y + 1);\(placed.rect.x + 1)H"
    let base64 = Data(placed.picture.bytes).base64EncodedString()
    switch protocolName {
    case .iTerm:
      let options =
        "inline=1;size=\(placed.picture.bytes.count);width=\(covered.width);height=\(covered.height)"
      return place + "\u{1B}]1337;File=\(options);preserveAspectRatio=1:\(base64)\u{07}\u{1B}8"
    case .kitty:
      var text = place
      var options = "a=T,f=100,q=2,C=1,i=\(id),c=\(covered.width),r=\(covered.height),"
      var rest = base64[...]
      repeat {
        let piece = rest.prefix(chunk)
        rest = rest.dropFirst(chunk)
        text += "\u{1B}_G\(options)m=\(rest.isEmpty ? 0 : 1);\(piece)\u{1B}\\"
        options = ""
      } while !rest.isEmpty
      return text + "\u{1B}8"
    }
  }

  /// Takes the picture away; the cells under it are to be drawn again where this is empty.
  package static func hiding(by protocolName: PictureProtocol) -> String {
    protocolName == .kitty ? "\u{1B}_Ga=d,d=I,i=\(id),q=2\u{1B}\\" : ""
  }
}
