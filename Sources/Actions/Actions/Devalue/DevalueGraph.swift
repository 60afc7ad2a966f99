/// A JavaScript value as devalue sees it: a graph, where one object may be reached twice or contain
/// itself, and with the kinds of values that `Value` has no case for.
package struct DevalueGraph: Sendable {
  package var nodes: [Node]
  package var root: Reference

  package init(nodes: [Node], root: Reference) {
    self.nodes = nodes
    self.root = root
  }

  /// What stands where a value is expected.
  package enum Reference: Sendable, Hashable {
    /// The node at this place in `nodes`.
    case node(Int)
    case undefined
    /// A missing item; only inside an array.
    case hole
    case nan, infinity, negativeInfinity, negativeZero
  }

  package enum Node: Sendable {
    case null
    case boolean(Bool)
    /// Finite and not -0; those are references.
    case number(Double)
    case string(String)
    /// Decimal digits with an optional leading `-`.
    case bigint(String)
    /// Pairs in JavaScript's order of keys.
    case object([Property])
    /// An object without a prototype.
    case bareObject([Property])
    case array([Reference])
    /// An array of `length` with few items, by ascending position.
    case sparseArray(length: UInt32, [(position: UInt32, item: Reference)])
    case set([Reference])
    case map([(key: Reference, value: Reference)])
    /// Milliseconds since 1970, NaN for an invalid date.
    case date(Double)
    case regularExpression(source: String, flags: String)
    /// `new Number(1)` and the like.
    case boxed(Reference)
    case url(String)
    case urlParameters(String)
    /// A `Temporal` value by its class (`PlainDate`) and its text.
    case temporal(kind: String, text: String)
    case buffer([UInt8])
    /// `length` elements of a buffer's node, from `byteOffset` on.
    case view(ViewKind, buffer: Int, byteOffset: Int, length: Int)
    /// What cannot be written.
    case unsupported(Unsupported)
  }

  package struct Property: Sendable {
    package var key: String
    package var value: Reference

    package init(key: String, value: Reference) {
      self.key = key
      self.value = value
    }
  }

  /// The classes that show a buffer's bytes.
  package enum ViewKind: String, Sendable {
    case int8 = "Int8Array"
    case uint8 = "Uint8Array"
    case uint8Clamped = "Uint8ClampedArray"
    case int16 = "Int16Array"
    case uint16 = "Uint16Array"
    case float16 = "Float16Array"
    case int32 = "Int32Array"
    case uint32 = "Uint32Array"
    case float32 = "Float32Array"
    case float64 = "Float64Array"
    case bigInt64 = "BigInt64Array"
    case bigUint64 = "BigUint64Array"
    case dataView = "DataView"

    /// The bytes of one element.
    package var elementSize: Int {
      switch self {
      case .int8, .uint8, .uint8Clamped, .dataView: 1
      case .int16, .uint16, .float16: 2
      case .int32, .uint32, .float32: 4
      case .float64, .bigInt64, .bigUint64: 8
      }
    }
  }

  /// The kinds of values that have no text.
  package enum Unsupported: Sendable {
    case function, symbol, instance, symbolKeys, promise

    /// devalue's words.
    var message: String {
      switch self {
      case .function: "Cannot stringify a function"
      case .symbol: "Cannot stringify a Symbol primitive"
      case .instance: "Cannot stringify arbitrary non-POJOs"
      case .symbolKeys: "Cannot stringify POJOs with symbolic keys"
      case .promise: "Cannot stringify a Promise or thenable — use stringifyAsync instead"
      }
    }
  }
}
