package import Values

extension TypedCoder {
  /// The coder that writes and reads dates as JavaScript does.
  package static let standard = TypedCoder(
    isoText: { DateText.isoText($0) },
    milliseconds: { DateText.milliseconds($0, in: .utc) }
  )
}
