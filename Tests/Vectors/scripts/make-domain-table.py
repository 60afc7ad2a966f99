"""Writes Sources/Data/ECMAScript/URLs/DomainTable.swift:

    python3 -m pip install idna && python3 Tests/Vectors/scripts/make-domain-table.py

The mapping of UTS 46 (IdnaMappingTable.txt) and the joining types come from the tables of the
`idna` package, the directions from Python's own: all three are Unicode data
(https://www.unicode.org/license.txt).
"""

import pathlib
import unicodedata

from idna import idnadata, uts46data

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
LAST = 0x10FFFF
BIDI = ["L", "R", "AL", "AN", "EN", "ES", "ET", "CS", "NSM", "BN", "ON"]
TYPES = idnadata.joining_types() if callable(idnadata.joining_types) else idnadata.joining_types
JOINING = {"L": 1, "R": 2, "D": 3, "C": 3, "T": 4}


def quantity(number):
    """Five bits a character, the lowest first, with a sixth that says that more follow."""
    text = ""
    while True:
        rest = number >> 5
        text += ALPHABET[number & 31 | (32 if rest else 0)]
        number = rest
        if not number:
            return text


def mapping():
    """(start, kind, numbers) for each range: see DomainMapping.Kind."""
    ranges = []
    rows = list(uts46data.uts46data)
    ends = [row[0] for row in rows[1:]] + [LAST + 1]
    spread = [
        (point, *row[1:])
        for row, end in zip(rows, ends)
        for point in (range(row[0], end) if row[1] == "M" else [row[0]])
    ]
    for first, status, *target in spread:
        points = [ord(c) for c in target[0]] if target else []
        if status in "VD":
            ranges.append((first, 0, []))
        elif status == "I":
            ranges.append((first, 2, []))
        elif status == "M" and len(points) == 1:
            ranges.append((first, 3, points))
        elif status == "M":
            ranges.append((first, 4 + len(points), points))
        else:
            ranges.append((first, 1, []))
    joined = []
    for first, kind, points in ranges:
        if joined:
            start, last_kind, last_points = joined[-1]
            if kind == last_kind and kind < 3:
                continue
            if kind == last_kind == 3 and points[0] - last_points[0] == first - start:
                continue
        joined.append((first, kind, points))
    return joined


def runs(kind):
    found = []
    for point in range(LAST + 1):
        if not found or found[-1][1] != kind(point):
            found.append((point, kind(point), []))
    return found


def bidi(point):
    name = unicodedata.bidirectional(chr(point))
    if name:
        return BIDI.index(name) if name in BIDI else len(BIDI)
    # DerivedBidiClass.txt, what is not assigned
    if 0x0590 <= point <= 0x05FF or 0x07C0 <= point <= 0x085F or 0xFB1D <= point <= 0xFB4F:
        return 1
    if 0x0600 <= point <= 0x07BF or 0x0860 <= point <= 0x08FF or 0xFB50 <= point <= 0xFDFF:
        return 2
    if 0xFE70 <= point <= 0xFEFF or 0x1EC70 <= point <= 0x1ECBF or 0x1EE00 <= point <= 0x1EEFF:
        return 2
    return 1 if 0x10800 <= point <= 0x10FFF or 0x1E800 <= point <= 0x1EFFF else 0


def joining(point):
    name = TYPES.get(point)
    return JOINING.get(chr(name) if isinstance(name, int) else name, 0)


def packed(ranges):
    ends = [start for start, _, _ in ranges[1:]] + [LAST + 1]
    text = ""
    for (start, kind, numbers), end in zip(ranges, ends):
        text += quantity(end - start) + quantity(kind) + "".join(map(quantity, numbers))
    lines = [text[i : i + 94] for i in range(0, len(text), 94)]
    return '"""\n    ' + "\\\n    ".join(lines) + '\n    """'


project = pathlib.Path(__file__).resolve().parents[3]
(project / "Sources/Data/ECMAScript/URLs/DomainTable.swift").write_text(
    f"""// swift-format-ignore-file
// Made by Tests/Vectors/scripts/make-domain-table.py from Unicode {uts46data.__version__} data,
// © Unicode, Inc. (https://www.unicode.org/license.txt).

/// What domain names ask of Unicode, as text that `DomainMapping` decodes.
enum DomainTable {{
  static let mapping = {packed(mapping())}

  static let bidi = {packed(runs(bidi))}

  static let joining = {packed(runs(joining))}
}}
"""
)
