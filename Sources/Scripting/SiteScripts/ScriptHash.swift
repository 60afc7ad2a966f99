import Crypto
import Values

/// The hashes that a site's code may ask for, by the names that Node's `crypto` has for them.
enum ScriptHash {
  /// `(name, bytes)`, or `(name, bytes, key)` for an HMAC: the digest; null for a name that is not known.
  static func digest(_ arguments: [Value]) -> Value {
    guard arguments.count >= 2, let name = arguments[0].stringValue,
      case .bytes(let data) = arguments[1]
    else { return .null }
    var key: [UInt8]?
    if arguments.count > 2, case .bytes(let bytes) = arguments[2] { key = bytes }
    return switch name {
    case "md5": digest(Insecure.MD5.self, data, key)
    case "sha1": digest(Insecure.SHA1.self, data, key)
    case "sha256": digest(SHA256.self, data, key)
    case "sha384": digest(SHA384.self, data, key)
    case "sha512": digest(SHA512.self, data, key)
    default: .null
    }
  }

  private static func digest<Hash: HashFunction>(
    _ hash: Hash.Type,
    _ data: [UInt8],
    _ key: [UInt8]?
  ) -> Value {
    guard let key else { return .bytes(Array(Hash.hash(data: data))) }
    return .bytes(
      Array(HMAC<Hash>.authenticationCode(for: data, using: SymmetricKey(data: key)))
    )
  }
}
