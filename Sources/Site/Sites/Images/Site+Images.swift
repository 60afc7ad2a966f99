import Content

extension Site {
  /// How many images are looked at.
  private static let greatestImageCount = 5000
  /// How much of an image is read to learn its size: photographs have their profile before it.
  private static let longestImageHead = 512 << 10
  /// How large an image may be to be sent to a terminal, perhaps one far away.
  private static let longestShownImage = 1 << 20

  /// The images in `src` and `public`, by their paths; folders that cannot be read are left out.
  ///
  /// O(images): the first bytes of each are read.
  @concurrent package nonisolated func images() async -> [SiteImage] {
    var images: [SiteImage] = []
    for folder in ["src", "public"] {
      let files = imageFiles(in: folder)
      for file in files.prefix(Self.greatestImageCount - images.count) {
        guard !Task.isCancelled else { return [] }
        if let image = image(at: file) { images.append(image) }
      }
    }
    return images.sorted { $0.file < $1.file }
  }

  /// The bytes of an image that is to be shown; nil where the file cannot be read, or is larger than a
  /// megabyte.
  @concurrent package nonisolated func bytes(of image: SiteImage) async -> [UInt8]? {
    try? FileReading.whole("\(root)/\(image.file)", limit: Self.longestShownImage).bytes
  }

  private nonisolated func imageFiles(in folder: String) -> [String] {
    var files: [String] = []
    let endings = SiteImage.endings.flatMap { [$0, $0.uppercased()] }.joined(separator: ",")
    do {
      _ = try DirectoryWalk("\(root)/\(folder)", matching: GlobSet(["**/*.{\(endings)}"])) {
        found in
        for index in 0..<found.count { files.append("\(folder)/\(found.path(index))") }
      }
    } catch {
      // There need be no such folder.
    }
    return files
  }

  private nonisolated func image(at file: String) -> SiteImage? {
    do {
      let head = try FileReading.head("\(root)/\(file)", limit: Self.longestImageHead) {
        ImageSize(of: $0) != nil
      }
      return SiteImage(file: file, byteCount: head.status.size, size: ImageSize(of: head.bytes))
    } catch {
      return FileStatus(path: "\(root)/\(file)").map { SiteImage(file: file, byteCount: $0.size) }
    }
  }
}
