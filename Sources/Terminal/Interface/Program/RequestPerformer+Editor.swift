import Foundation
import Sites
import Values

/// What the person's own editor is opened on.
extension RequestPerformer {
  /// A file of the site, at a place that counts from 1.
  func openEditor(_ file: String, _ line: Int, _ column: Int, _ send: Send) async {
    let path = "\(site.root)/\(file)"
    let before = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    if let failure = await surroundings.openEditor(path, line, column) {
      return await send(.failed(failure))
    }
    let after = FileManager.default.contents(atPath: path).map(Array.init) ?? []
    let diff = LineDiff(from: before, to: after)
    let catalog = Catalog(await site.refresh())
    await send(.edited(file: file, changedLines: diff.changedLineCount, catalog))
  }

  /// The body of an entry, in a file of its own; written back as one step of undo.
  ///
  /// What cannot be written back stays in that file, which the message names.
  func editBody(_ entry: EntryReference, _ send: Send) async {
    do {
      let detail = try await site.detail(
        of: entry.id ?? "",
        file: entry.file,
        in: entry.collection
      )
      let document = detail.document
      let body = Array(document.source.bytes.dropFirst(document.bodyStart))
      let name = entry.file.split(separator: "/").last.map(String.init) ?? "body.md"
      let edited = try await editing(body, in: name)
      let changes = site.plan(body: edited.bytes, of: detail)
      let snapshot: SiteSnapshot
      do {
        snapshot = changes.isEmpty ? await site.refresh() : try await site.commit(changes).snapshot
      } catch {
        return await send(.failed("your text is in \(edited.path): \(error)"))
      }
      edited.discard()
      let lines = changes.files.first?.diff?.changedLineCount ?? 0
      await send(.edited(file: entry.file, changedLines: lines, Catalog(snapshot)))
    } catch {
      await send(.failed("\(error)"))
    }
  }

  /// One field's text.
  func editText(_ text: String, _ name: String, _ path: ValuePath, _ send: Send) async {
    do {
      let text = EditorText(text)
      let file = try await editing(text.bytes, in: name)
      file.discard()
      await send(.editedText(text.text(of: file.bytes), path: path))
    } catch {
      await send(.failed("\(error)"))
    }
  }

  /// What the person's editor makes of `bytes` in a file named after `name`, which stays until it
  /// is discarded.
  private func editing(_ bytes: [UInt8], in name: String) async throws(EditorError) -> EditedFile {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "frontis-\(UUID().uuidString.prefix(8))")
    let safe = String(name.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
    let file = folder.appending(path: safe)
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try Data(bytes).write(to: file)
    } catch {
      throw EditorError(description: "nothing could be edited: \(error.localizedDescription)")
    }
    let failure = await surroundings.openEditor(file.path, 1, 1)
    let edited: EditedFile
    do {
      edited = EditedFile(path: file.path, bytes: Array(try Data(contentsOf: file)))
    } catch {
      throw EditorError(description: "what was edited is gone: \(error.localizedDescription)")
    }
    guard let failure else { return edited }
    guard edited.bytes != bytes else {
      edited.discard()
      throw EditorError(description: failure)
    }
    throw EditorError(description: "your text is in \(edited.path): \(failure)")
  }
}

/// A file of its own that was given to the person's editor.
private struct EditedFile {
  let path: String
  let bytes: [UInt8]

  /// Removes the file and its folder.
  func discard() {
    // A file that cannot be removed does no harm where temporary files are.
    try? FileManager.default.removeItem(at: URL(filePath: path).deletingLastPathComponent())
  }
}

/// Why nothing came of an editor, in words.
struct EditorError: Error, CustomStringConvertible {
  let description: String
}
