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
      let changes = site.plan(body: edited, of: detail)
      let catalog = Catalog(
        changes.isEmpty ? await site.refresh() : try await site.commit(changes).snapshot
      )
      let lines = changes.files.first?.diff.changedLineCount ?? 0
      await send(.edited(file: entry.file, changedLines: lines, catalog))
    } catch {
      await send(.failed("\(error)"))
    }
  }

  /// One field's text.
  func editText(_ text: String, _ name: String, _ path: ValuePath, _ send: Send) async {
    do {
      var edited = String(
        decoding: try await editing(Array((text + "\n").utf8), in: name),
        as: UTF8.self
      )
      // Editors end a file with a line end.
      if !text.hasSuffix("\n"), edited.hasSuffix("\n") { edited.removeLast() }
      await send(.editedText(edited, path: path))
    } catch {
      await send(.failed("\(error)"))
    }
  }

  /// What the person's editor makes of `bytes` in a file named after `name`, which is gone
  /// afterwards.
  private func editing(_ bytes: [UInt8], in name: String) async throws(EditorError) -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "frontis-\(UUID().uuidString)")
    let safe = String(name.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
    let file = folder.appending(path: safe)
    let edited: Data
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
    do {
      edited = try Data(contentsOf: file)
      try FileManager.default.removeItem(at: folder)
    } catch {
      throw EditorError(description: "what was edited is gone: \(error.localizedDescription)")
    }
    if let failure { throw EditorError(description: failure) }
    return Array(edited)
  }
}

/// Why nothing came of an editor, in words.
struct EditorError: Error, CustomStringConvertible {
  let description: String
}
