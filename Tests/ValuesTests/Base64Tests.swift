import Testing
import Values

@Suite struct Base64Tests {
  // RFC 4648 §10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `the standard's own examples`(_ plain: String, _ encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test func `every byte comes back`() {
    let bytes = (0...255).map(UInt8.init) + [255, 254]
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
  }

  @Test(arguments: ["Zg", "Zg=", "Z===", "====", "Zg==Zg==", "Zm9v Zm9v", "Zm-_", "Zmé"])
  func `anything else is refused`(_ text: String) { #expect(Base64.decode(text) == nil) }
}
