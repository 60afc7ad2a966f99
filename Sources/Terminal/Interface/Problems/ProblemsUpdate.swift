extension ProblemsState {
  mutating func settle(in layout: Layout) {
    list.setHeight(layout.body.height - layout.frameRows)
  }
}
