import Sites

/// What was written: taken back, done again, looked at.
extension RequestPerformer {
  func undo(_ send: Send) async {
    do {
      let (title, snapshot) = try await telling("taking back", send) {
        (progress) async throws(SiteError) in
        try await site.undo(progress: progress)
      }
      await send(.undone(title: title, Catalog(snapshot)))
    } catch {
      await refuse(error, send)
    }
  }

  func redo(_ send: Send) async {
    do {
      let (title, snapshot) = try await telling("doing again", send) {
        (progress) async throws(SiteError) in
        try await site.redo(progress: progress)
      }
      await send(.redone(title: title, Catalog(snapshot)))
    } catch {
      await refuse(error, send)
    }
  }

  private func refuse(_ error: SiteError, _ send: Send) async {
    guard case .changedSince(let file, let diff) = error else {
      await send(.writingFailed("\(error)"))
      return
    }
    await send(.refused(file: file, diff))
  }

  func readDiffs(_ write: Int64, _ send: Send) async {
    do {
      await send(.foundDiffs(try site.diffs(of: write, limit: 200), write: write))
    } catch {
      await send(.failed("\(error)"))
    }
  }
}
