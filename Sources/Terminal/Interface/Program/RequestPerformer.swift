import Foundation
import Frontmatter
import Sessions
import Screen
import Sites
import Values
import Widgets

/// Performs requests: the only place of the interface that reaches the site, its files and the clock.
struct RequestPerformer: Sendable {
  typealias Send = @Sendable (Message) async -> Void

  let site: Site
  let surroundings: Surroundings
  /// Nil where nothing is remembered.
  let sessions: SessionStore?

  @concurrent func perform(_ request: Request, _ send: @escaping Send) async {
    switch request {
    case .readSite: await readSite(send)
    case .followSite:
      for await snapshot in site.changes() { await send(.changed(Catalog(snapshot))) }
    case .readActivity: await readActivity(send)
    case .readDrafts: await readDrafts(send)
    case .open(let entry, let purpose): await open(entry, purpose, send)
    case .arrange(let arrangement): await send(.arranged(arrangement, rows: arrangement.rows()))
    case .check(let entry, let edits, let revision): await check(entry, edits, revision, send)
    case .save(let entry, let edits): await save(entry, edits, send)
    case .recheck(let file): await send(.changed(Catalog(await site.recheck(file))))
    case .readValues(let key, let snapshot):
      await send(.foundValues(KnownValue.values(of: key, in: snapshot), of: key))
    case .readImages: await send(.foundImages(await site.images()))
    case .readPicture(let image): await readPicture(image, send)
    case .editText(let text, let name, let path): await editText(text, name, path, send)
    case .undo: await undo(send)
    case .redo: await redo(send)
    case .readDiffs(let write): await readDiffs(write, send)
    case .readChange(let change): await send(.foundLines(site.diff(of: change), of: change))
    case .propose(let intent):
      do {
        let proposal = try await telling("working out", send) {
          (progress) async throws(SiteError) in
          try await propose(intent, progress)
        }
        await send(.proposed(proposal, for: intent))
      } catch {
        await send(.failed("\(error)"))
      }
    case .combine(let intent, let revision):
      do {
        await send(.combined(try await combine(intent), revision: revision))
      } catch {
        await send(.failed("\(error)"))
      }
    case .commit(let changes): await commit(changes, send)
    case .openEditor(let file, let line, let column):
      await openEditor(file, line, column, send)
    case .editBody(let entry): await editBody(entry, send)
    case .readBuildCommand:
      do {
        let command = try site.buildCommand()
        await send(.foundBuildCommand(command.text, origin: command.origin))
      } catch {
        await send(.failed(error.description))
      }
    case .trust:
      await site.trust()
      await send(.trusted)
    case .build: for await event in surroundings.build.rebuild() { await send(.built(event)) }
    case .stopBuild: await surroundings.build.stop()
    case .remind(let reminder): await send(.reminded(reminder))
    case .remember, .saveDraft, .dropDraft: await keep(request, send)
    }
  }
}

// MARK: - The site

extension RequestPerformer {
  /// Does `work`, and tells how far it is where there is more than a little of it.
  func telling<Result: Sendable, Failure: Error>(
    _ label: String,
    _ send: Send,
    _ work: (@escaping FileProgress) async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    try await telling(
      send,
      as: { $1 > 256 ? .working(Meter(label, done: $0, total: $1)) : nil },
      work
    )
  }

  private func telling<Result: Sendable, Failure: Error>(
    _ send: Send,
    as message: @escaping @Sendable (_ done: Int, _ total: Int) -> Message?,
    _ work: (@escaping FileProgress) async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    let (messages, report) = AsyncStream.makeStream(
      of: Message.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    async let telling: Void = { for await message in messages { await send(message) } }()
    do throws(Failure) {
      let result = try await work { if let message = message($0, $1) { report.yield(message) } }
      report.finish()
      await telling
      return result
    } catch {
      report.finish()
      await telling
      throw error
    }
  }

  private func readSite(_ send: Send) async {
    await site.startWatching()
    let snapshot = await telling(send, as: { .reading(done: $0, of: $1) }) {
      await site.refresh(progress: $0)
    }
    if !Task.isCancelled { await send(.read(Catalog(snapshot), isFinal: true)) }
  }

  private func open(_ entry: EntryReference, _ purpose: Purpose, _ send: Send) async {
    do {
      let detail = try await site.detail(
        of: entry.id ?? "",
        file: entry.file,
        in: entry.collection
      )
      var opened = OpenEntry(detail)
      opened.reference = entry
      await send(.opened(opened, purpose: purpose, today: today))
    } catch {
      await send(purpose == .reread ? .lost(entry) : .failed("\(error)"))
    }
  }

  private func check(
    _ entry: OpenEntry,
    _ edits: [Edit],
    _ revision: Int,
    _ send: Send
  ) async {
    guard let detail = entry.detail else { return }
    await send(.checked(await site.check(edits, on: detail), revision: revision))
  }

  /// An image that cannot be read is not shown: its line in the list says what is known of it.
  private func readPicture(_ image: SiteImage, _ send: Send) async {
    guard let size = image.size, let bytes = await site.bytes(of: image) else { return }
    let pixels = Size(size.width, size.height)
    await send(.foundPicture(Picture(name: image.file, bytes: bytes, size: pixels)))
  }

  private func save(_ entry: OpenEntry, _ edits: [Edit], _ send: Send) async {
    guard let detail = entry.detail else { return }
    // All of it, down to the last key: after a crash it is offered, unless the file holds it.
    await keep(.saveDraft(Self.draft(of: entry, edits, on: detail)), send)
    do {
      let saved = try await site.save(edits, to: detail)
      await send(.saved(OpenEntry(saved.detail), changedLines: saved.diff.changedLineCount))
    } catch .changedOnDisk(let file) {
      guard let now = try? await site.detail(of: detail.id, file: file, in: detail.collection)
      else { return await send(.saveFailed("\(SiteError.changedOnDisk(file: file))")) }
      var opened = OpenEntry(now)
      opened.reference = entry.reference
      await send(.conflicted(opened))
    } catch {
      await send(.saveFailed("\(error)"))
    }
  }

  private static func draft(
    of entry: OpenEntry,
    _ edits: [Edit],
    on detail: EntryDetail
  ) -> FormDraft {
    FormDraft(
      entry: entry.reference,
      original: entry.data,
      data: detail.data(after: edits),
      baseHash: entry.hash
    )
  }

  /// The local date as midnight UTC.
  private var today: DateValue {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = surroundings.zone
    let parts = calendar.dateComponents([.year, .month, .day], from: surroundings.now())
    calendar.timeZone = .gmt
    let midnight = calendar.date(from: parts) ?? surroundings.now()
    return DateValue(milliseconds: (midnight.timeIntervalSince1970 * 1000).rounded())
  }
}

// MARK: - What is remembered

extension RequestPerformer {
  private func keep(_ request: Request, _ send: Send) async {
    guard let sessions else { return }
    do {
      switch request {
      case .remember(let place): try sessions.remember(place, of: site.root)
      case .saveDraft(let draft):
        let payload = DraftCoding.encode(draft)
        let kept = Draft(
          file: draft.entry.file,
          payload: payload,
          baseHash: draft.baseHash,
          updatedAt: surroundings.now()
        )
        try sessions.saveDraft(kept, of: site.root)
      case .dropDraft(let file): try sessions.removeDraft(of: file, in: site.root)
      default: break
      }
    } catch {
      await send(.failed("what was typed could not be kept: \(error)"))
    }
  }

  private func readDrafts(_ send: Send) async {
    guard let drafts = try? sessions?.drafts(of: site.root) else { return }
    var found: [FormDraft] = []
    for draft in drafts.compactMap(DraftCoding.decode) {
      if await isWritten(draft) {
        await keep(.dropDraft(draft.entry.file), send)
      } else {
        found.append(draft)
      }
    }
    await send(.foundDrafts(found))
  }

  /// Whether the file holds what the draft says: the program died between saving and forgetting it.
  private func isWritten(_ draft: FormDraft) async -> Bool {
    let (entry, file) = (draft.entry, draft.entry.file)
    guard let id = entry.id, let hash = site.hash(of: file),
      String(hash, radix: 16) != draft.baseHash
    else { return false }
    let now = try? await site.detail(of: id, file: file, in: entry.collection)
    return now?.data == draft.data
  }

  private func readActivity(_ send: Send) async {
    guard let activity = try? sessions?.activity(in: site.root, limit: 40) else { return }
    await send(
      .reported(ActivityText(zone: surroundings.zone, now: surroundings.now()).lines(activity))
    )
  }
}
