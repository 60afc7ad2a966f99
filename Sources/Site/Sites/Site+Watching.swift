import Content

extension Site {
  /// Begins to look out for changes, before the first `refresh` so that none is missed.
  package func startWatching() {
    if watch == nil { watch = FolderWatch() }
  }

  /// The site after each change of its files, whoever made it, as long as somebody asks; ends when the
  /// task is cancelled.
  ///
  /// Changes that come while the last one is looked at are one. A change that says nothing new, as a
  /// file that is none of the site's, is left out.
  package nonisolated func changes() -> AsyncStream<SiteSnapshot> {
    AsyncStream { await self.afterNextChange() }
  }

  private func afterNextChange() async -> SiteSnapshot? {
    startWatching()
    while let changes = await watch?.next(), !Task.isCancelled {
      await turns.take()
      defer { turns.pass() }
      let before = snapshot
      let snapshot = await refresh(after: changes, nil)
      if Task.isCancelled { return nil }
      if before.map({ snapshot.differs(from: $0) }) ?? true { return snapshot }
    }
    return nil
  }

  /// What is said when the system tells too little; nil when it tells all.
  func watchProblem(_ configuration: Configuration) -> Problem? {
    guard watch?.isShort == true else { return nil }
    return Problem(
      rule: "site/watching",
      severity: .warning,
      message:
        "the system watches no more folders: changes are looked for every \(FolderWatch.pause.components.seconds) s",
      file: configuration.file ?? "package.json",
      help: "close what watches many, or raise fs.inotify.max_user_watches (Linux)"
    )
  }

  /// Looks out for the folders of the files that decide about the configuration.
  func watchConfiguration() {
    guard let watch else { return }
    var files = ["package.json"]
    files += configuration?.inputs.filter { !$0.contains("node_modules/") } ?? []
    for folder in Set(
      files.map { FolderWatch.folder(of: $0.hasPrefix("/") ? $0 : "\(root)/\($0)") }
    ) {
      watch.add(folder)
    }
  }
}

extension SiteSnapshot {
  /// Whether files were read for it, or others are there than in `old`.
  fileprivate func differs(from old: SiteSnapshot) -> Bool {
    if changedFileCount > 0 || fileCount != old.fileCount { return true }
    var same = self
    same.seconds = old.seconds
    same.changedFileCount = old.changedFileCount
    return same != old
  }
}
