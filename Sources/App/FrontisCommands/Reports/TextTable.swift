/// Rows in aligned columns, for people.
struct TextTable {
  let header: [String]
  let rows: [[String]]

  /// Ends with a newline; control characters stand as visible marks.
  var text: String {
    let all = ([header] + rows).map { $0.map { visible($0) } }
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        guard column < row.count - 1 else { continue }
        line += String(repeating: " ", count: widths[column] - cell.count + 2)
      }
      return line + "\n"
    }.joined()
  }
}
