"""B3: small texts that are made to take long, much memory, or the whole stack."""

import multiprocessing
import os

from trial import ANYTHING, check

# Milliseconds and megabytes.
LONGEST, MOST = 100, 50


def bombs(trial):
    """Each is read within 100 ms and 50 MB more than a small file takes, or refused at a line."""
    site = trial.site()
    site.put("src/content.config.ts", ANYTHING)
    site.put("notes/sound.md", b"---\ntitle: A\n---\n")
    rounds = min(trial.count, 3)
    base = cost(site, 3)
    counts = {"bombs": 0, "refused": 0, "ms more at most": 0, "MB more at most": 0}
    wrong = []
    for name, text in BOMBS:
        file = f"notes/{name}"
        # In a process of its own: one that begins with much memory is said to need it.
        writer = multiprocessing.Process(target=lambda: site.put(file, text()))
        writer.start()
        writer.join()
        spent = cost(site, rounds)
        out = site.run("check", "--format", "concise", "--no-cache", site.root)[1]
        os.unlink(site.path(file))
        milliseconds, megabytes = round(1000 * (spent[0] - base[0])), (spent[1] - base[1]) >> 20
        said = [line for line in out.splitlines() if line.startswith(file + ":")]
        counts["bombs"] += 1
        counts["refused"] += any("  parse/" in line for line in said)
        counts["ms more at most"] = max(counts["ms more at most"], milliseconds)
        counts["MB more at most"] = max(counts["MB more at most"], megabytes)
        if spent[2] not in (0, 1) or milliseconds > LONGEST or megabytes > MOST:
            wrong.append(f"{name}: {milliseconds} ms, {megabytes} MB, status {spent[2]}, {said[:1]}")
    check(not wrong, "; ".join(wrong))
    return counts


def cost(site, rounds):
    """Processor seconds, bytes of memory and the exit status of a check, the least of some."""
    runs = []
    for _ in range(rounds):
        process = site.start("check", "--no-cache", "--format", "concise", site.root, quiet=True)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        runs.append((usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10, process.returncode))
    return min(runs)


def many(count, line):
    return "".join(line(number) for number in range(count))


def matter(text):
    return f"---\ntitle: A\n{text}\n---\n".encode()


def laughs(levels, width):
    return "l0: &l0 [x]\n" + many(levels, lambda n: f"l{n + 1}: &l{n + 1} [{', '.join([f'*l{n}'] * width)}]\n")


def merges(count):
    return "m0: &m0 {k0: 1}\n" + many(count, lambda n: f"m{n + 1}: &m{n + 1} {{<<: *m{n}, k{n + 1}: 1}}\n")


def stairs(count, line):
    return "a:\n" + many(count, lambda n: " " * (n + 1) + line)


K, M = 1000, 1_000_000

BOMBS = [
    # Billion laughs.
    ("laughs.md", lambda: matter(laughs(9, 10))),
    ("laughs-deep.md", lambda: matter(laughs(30, 10))),
    ("laughs.yaml", lambda: laughs(30, 10).encode()),
    ("alias-chain.md", lambda: matter("l0: &l0 [x]\n" + many(20 * K, lambda n: f"l{n + 1}: &l{n + 1} [*l{n}]\n"))),
    ("self.md", lambda: matter("a: &a [*a]")),
    ("text-aliases.md", lambda: matter("s: &s " + "x" * M + "\nl: [" + "*s, " * (20 * K) + "]")),
    ("text-alias-keys.md", lambda: matter("s: &s " + "x" * M + "\nl: [" + "{*s : 1}, " * (20 * K) + "]")),
    # Nesting.
    ("brackets.md", lambda: matter("a: " + "[" * (100 * K))),
    ("brackets-closed.md", lambda: matter("a: " + "[" * (100 * K) + "]" * (100 * K))),
    ("braces.md", lambda: matter("a: " + "{a: " * (100 * K))),
    ("dashes.md", lambda: matter("a:\n  " + "- " * (100 * K))),
    ("questions.md", lambda: matter("? " * (100 * K))),
    ("tags.md", lambda: matter("a: " + "!!seq [" * (100 * K))),
    ("anchors-nested.md", lambda: matter("a: " + "&a [" * (100 * K))),
    ("stairs.md", lambda: matter(stairs(3 * K, "a:\n"))),
    ("stairs-dashes.md", lambda: matter(stairs(3 * K, "-\n"))),
    ("quotes.md", lambda: matter("a: " + "'" * (100 * K))),
    ("brackets.json", lambda: b'{"title": "A", "a": ' + b"[" * (100 * K)),
    ("brackets-closed.json", lambda: b'{"title": "A", "a": ' + b"[" * (100 * K) + b"]" * (100 * K) + b"}"),
    ("braces.json", lambda: b'{"a":' * (100 * K)),
    ("brackets.toml", lambda: b'title = "A"\na = ' + b"[" * (100 * K)),
    ("braces.toml", lambda: b"a = " + b"{a = " * (100 * K)),
    ("dots.toml", lambda: b"a" + b".a" * (100 * K) + b" = 1\n"),
    ("header.toml", lambda: b"[a" + b".a" * (100 * K) + b"]\n"),
    ("headers.toml", lambda: many(500, lambda n: "[" + ".".join(["a"] * (n + 1)) + "]\n").encode()),
    # Merges.
    ("merges.md", lambda: matter(merges(4 * K))),
    ("merges-long.md", lambda: matter(merges(20 * K))),
    ("merges-empty.md", lambda: matter("s: &s [" + "{}, " * (2 * K) + "]\nt:\n" + "  - <<: *s\n" * (2 * K))),
    ("merges-list.md", lambda: matter("s: &s {" + many(K, lambda n: f"k{n}: 1, ") + "}\nt: {<<: [" + "*s, " * (10 * K) + "]}")),
    ("merges-wide.md", lambda: matter("s: &s {" + many(K, lambda n: f"k{n}: 1, ") + "}\nt:\n" + "  - <<: *s\n" * (2 * K))),
    # Keys.
    ("key.md", lambda: matter("k" * M + ": v")),
    ("key-quoted.md", lambda: matter('"' + "k" * M + '": v')),
    ("key-asked.md", lambda: matter("? " + "k" * M + "\n: v")),
    ("key.json", lambda: b'{"title": "A", "' + b"k" * M + b'": 1}'),
    ("key.toml", lambda: b'title = "A"\n' + b"k" * M + b" = 1\n"),
    ("keys.md", lambda: matter(many(M, lambda n: f"k{n}: v\n"))),
    ("keys-flow.md", lambda: matter("a: {" + many(M, lambda n: f"k{n}: v, ") + "}")),
    ("keys-nested.md", lambda: matter("a:\n" + many(M, lambda n: f"  k{n}: v\n"))),
    ("keys.yaml", lambda: many(M, lambda n: f"k{n}: v\n").encode()),
    ("keys.json", lambda: ("{" + many(M, lambda n: f'"k{n}":1,') + '"title":"A"}').encode()),
    ("keys.toml", lambda: ('title = "A"\n' + many(M, lambda n: f"k{n} = 1\n")).encode()),
    ("keys-same.md", lambda: matter("k: v\n" * M)),
    ("items.md", lambda: matter("a:\n" + "  - v\n" * M)),
    ("anchors.md", lambda: matter(many(50 * K, lambda n: f"k{n}: &a{n} v\n"))),
    ("documents.yaml", lambda: b"---\na: 1\n" * (100 * K)),
    ("comments.md", lambda: matter("# c\n" * M)),
    ("lines.md", lambda: matter("a: |\n" + "\n" * M + "  x")),
    # Numbers.
    ("int.md", lambda: matter("n: " + "9" * M)),
    ("int-hex.md", lambda: matter("n: 0x" + "f" * M)),
    ("int-octal.md", lambda: matter("n: 0o" + "7" * M)),
    ("int-under.md", lambda: matter("n: " + "9_" * (M // 2) + "9")),
    ("float.md", lambda: matter("n: 0." + "9" * M + "e-" + "9" * 1000)),
    ("power.md", lambda: matter("n: 1e" + "9" * M)),
    ("int.json", lambda: b'{"title": "A", "n": ' + b"9" * M + b"}"),
    ("power.json", lambda: b'{"title": "A", "n": 1e' + b"9" * M + b"}"),
    ("int.toml", lambda: b'title = "A"\nn = ' + b"9" * M + b"\n"),
    ("float.toml", lambda: b'title = "A"\nn = 0.' + b"9" * M + b"\n"),
    ("date.md", lambda: matter("d: 2024-01-01T00:00:00." + "9" * M + "Z")),
    ("fence.md", lambda: b"---\n" * M),
    ("fence-open.md", lambda: b"---\n" + b"a" * M),
]
