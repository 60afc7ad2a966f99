#!/usr/bin/env python3
"""Holds a built frontis to what it promises of files and of its own memory.

    Benchmarks/reliability.py .build/release/frontis [--kills 1000] [--only saves,history]

Each part prints one line. Exits with 1 when one of them did not hold. Needs Linux for all parts; `strace` for the
failing calls, root for the full disk and foreign owners: what cannot be tried is named and left out.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

CONFIG = """
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
const schema = z.object({ title: z.string(), n: z.number() });
export const collections = { notes: defineCollection({ loader: glob({ base: './notes', pattern: '**/*.md' }), schema }) };
"""


def note(n, size=4096, newline="\n", mark=b"", final=True, extra=b""):
    head = newline.join(["---", "title: 'A note' # kept", f"n: {n}", "---", ""]).encode()
    line = b"Some words that fill a line of text." + newline.encode()
    body = (line * (size // len(line) + 1))[: max(size - len(head), 0)] + extra
    if final and not body.endswith(b"\n"):
        body += newline.encode()
    return mark + head + (body if final else body.rstrip(b"\r\n"))


class Site:
    """A site and what frontis keeps of it, in a folder of its own."""

    def __init__(self, binary, base=None):
        self.binary = os.path.abspath(binary)
        self.base = tempfile.mkdtemp(prefix="frontis-reliability-", dir=base)
        self.root = os.path.join(self.base, "site")
        os.makedirs(os.path.join(self.root, "notes"))
        os.makedirs(os.path.join(self.root, "src"))
        self.put("package.json", b"{}")
        self.put("src/content.config.ts", CONFIG.encode())
        self.state = os.path.join(self.base, "state", "frontis", "state.sqlite")
        self.environment = dict(
            os.environ,
            XDG_STATE_HOME=os.path.join(self.base, "state"),
            XDG_CACHE_HOME=os.path.join(self.base, "cache"),
            XDG_CONFIG_HOME=os.path.join(self.base, "config"),
        )

    def path(self, name):
        return os.path.join(self.root, name)

    def put(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)

    def get(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def start(self, *words, prefix=()):
        return subprocess.Popen(
            [*prefix, self.binary, *words, "--site", self.root],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *words, prefix=(), timeout=120):
        process = self.start(*words, prefix=prefix)
        out, err = process.communicate(timeout=timeout)
        return process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace")

    def strays(self):
        return [
            os.path.join(folder, name)
            for folder, _, names in os.walk(self.root)
            for name in names
            if name.startswith(".frontis-")
        ]

    def integrity(self):
        with sqlite3.connect(self.state) as database:
            return database.execute("PRAGMA integrity_check").fetchone()[0]

    def titles(self):
        with sqlite3.connect(self.state) as database:
            return [row[0] for row in database.execute("SELECT title FROM change WHERE state = 'done'")]

    def cut_short(self):
        with sqlite3.connect(self.state) as database:
            return database.execute("SELECT count(*) FROM change WHERE state <> 'done'").fetchone()[0]

    def close(self):
        shutil.rmtree(self.base, ignore_errors=True)


class Fault(Exception):
    pass


def check(holds, what):
    if not holds:
        raise Fault(what)


def saves(binary, kills):
    """F1: kill -9 while files of 4 KB, 1 MB and 50 MB are saved."""
    site = Site(binary)
    sizes = {f"s{i}": 4096 for i in range(24)} | {"m0": 1 << 20, "m1": 1 << 20}
    large = {"l0": 50 << 20}
    files, done, partial = dict(sizes), 0, 0
    for phase, names, count in (("small", sizes, kills - kills // 20), ("large", large, kills // 20)):
        files = names
        for name in os.listdir(site.path("notes")):
            os.unlink(site.path(f"notes/{name}"))
        texts = {n: {name: note(n, size) for name, size in files.items()} for n in (1, 2)}
        for name in files:
            site.put(f"notes/{name}.md", texts[1][name])
        start = time.monotonic()
        check(site.run("set", "notes/*", "n=2")[0] == 0, f"{phase}: the first save fails")
        whole = time.monotonic() - start
        now = 2
        for _ in range(count):
            new = 3 - now
            process = site.start("set", "notes/*", f"n={new}")
            time.sleep(random.uniform(0.1, 1.1) * whole)
            process.kill()
            process.communicate()
            states = set()
            for name in files:
                data = site.get(f"notes/{name}.md")
                state = next((n for n in (now, new) if data == texts[n][name]), None)
                check(state is not None, f"{phase}: {name} is torn ({len(data)} bytes)")
                states.add(state)
            done += 1
            if len(states) == 2:
                # Cut short: undo takes it back, redo does the rest.
                partial += 1
                verb, expected = random.choice([("undo", now), ("redo", new)])
                code, _, err = site.run(verb)
                check(code == 0, f"{phase}: {verb} after a cut: {err}")
                check(
                    all(site.get(f"notes/{n}.md") == texts[expected][n] for n in files),
                    f"{phase}: {verb} did not finish",
                )
                now = expected
            else:
                now = states.pop()
    time.sleep(2.5)
    site.run("set", "notes/*", "n=1")
    site.run("undo")
    left = len(site.strays())
    check(site.integrity() == "ok", "the state database is damaged")
    site.close()
    check(left == 0, f"{left} temporary files are left")
    return f"{done} kills, {partial} cut short and undone or finished, no torn file"


def failing_calls(binary, kills):
    """F2: every Nth call of one save fails."""
    if not shutil.which("strace"):
        return "left out: strace is not installed"
    site = Site(binary)
    old, new = note(1), note(2)
    site.put("notes/a.md", old)
    site.run("set", "notes/a", "n=2")
    tried = failed = 0
    limit = max(6, min(60, kills // 10))
    for call, errors in (
        ("write", ["ENOSPC", "EIO", "EDQUOT", "EINTR"]),
        ("openat", ["EACCES", "ENOSPC", "EROFS"]),
        ("fsync,fdatasync", ["EIO", "EINTR"]),
        ("renameat,renameat2,linkat", ["EIO", "ENOSPC", "EROFS"]),
        ("unlinkat,unlink,fchmod,fchown", ["EIO", "EPERM"]),
        ("pwrite64", ["ENOSPC", "EIO"]),
    ):
        for error in errors:
            for number in range(1, limit + 1):
                site.put("notes/a.md", old)
                prefix = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
                prefix += ["-P", site.path("notes"), "-e", f"inject={call}:error={error}:when={number}"]
                if call in ("write", "pwrite64", "fsync,fdatasync", "openat"):
                    # These calls name no path of the site: all of them count.
                    prefix = [p for p in prefix if p not in ("-P", site.path("notes"))]
                code, _, err = site.run("set", "notes/a", "n=2", prefix=prefix)
                data = site.get("notes/a.md")
                tried += 1
                where = f"{call} {error} {number}"
                check(data in (old, new), f"{where}: the file is torn")
                check(code != 0 or data == new, f"{where}: said to be saved and is not: {err}")
                check(code >= 0 and code < 128, f"{where}: ended by {code}: {err[:300]}")
                check(code == 0 or err, f"{where}: no word about it")
                failed += code != 0
                if number > 12 and code == 0 and call.startswith(("rename", "unlink", "fsync")):
                    break
    left = len(site.strays())
    site.close()
    return f"{tried} failing calls, {failed} saves failed and said why, {left} temporary files left"


def attributes(binary, kills):
    """F3: what a file is besides its bytes."""
    site = Site(binary)
    count, left_out = 0, set()
    texts = {
        "lf": {},
        "crlf": {"newline": "\r\n"},
        "bom": {"mark": b"\xef\xbb\xbf"},
        "bom-crlf": {"newline": "\r\n", "mark": b"\xef\xbb\xbf"},
        "open": {"final": False},
    }
    for text, options in texts.items():
        for kind in ("plain", "mode600", "mode755", "owner", "xattr", "symlink", "hardlink", "setgid"):
            name = f"{text}-{kind}"
            file = f"notes/{name}.md"
            place = site.path(file)
            site.put(file, note(1, 300, **options))
            if kind.startswith("mode"):
                os.chmod(place, int(kind[4:], 8))
            if kind == "setgid":
                os.chmod(place, 0o2644)
            if kind == "owner":
                if os.geteuid() != 0:
                    left_out.add("foreign owners (not root)")
                    continue
                os.chown(place, 1234, 2345)
            if kind == "xattr":
                try:
                    os.setxattr(place, "user.note", b"kept")
                except OSError:
                    left_out.add("extended attributes (the file system has none)")
                    continue
            if kind == "symlink":
                os.makedirs(site.path("real"), exist_ok=True)
                os.rename(place, site.path(f"real/{name}.md"))
                os.symlink(f"../real/{name}.md", place)
            if kind == "hardlink":
                os.makedirs(site.path("real"), exist_ok=True)
                os.link(place, site.path(f"real/{name}.md"))
            before = os.stat(place)
            code, _, err = site.run("set", f"notes/{name}", "n=2")
            check(code == 0, f"{name}: {err}")
            after = os.stat(place)
            check(site.get(file) == note(2, 300, **options), f"{name}: other bytes changed")
            for what in ("st_mode", "st_uid", "st_gid", "st_nlink"):
                check(getattr(before, what) == getattr(after, what), f"{name}: {what} changed")
            if kind == "xattr":
                check(os.getxattr(place, "user.note") == b"kept", f"{name}: the attribute is gone")
            if kind == "symlink":
                check(os.path.islink(place), f"{name}: the link became a file")
            if kind == "hardlink":
                check(os.path.samefile(place, site.path(f"real/{name}.md")), f"{name}: the link broke")
            count += 1
    site.close()
    return f"{count} files kept all they were" + "".join(f"; left out: {x}" for x in sorted(left_out))


def races(binary, kills):
    """F4: another program writes, replaces or deletes the file meanwhile."""
    site = Site(binary)
    site.put("notes/a.md", note(1))
    start = time.monotonic()
    site.run("set", "notes/a", "n=2")
    whole = time.monotonic() - start
    outcomes = {"saved": 0, "refused": 0}
    for number in range(kills // 2):
        site.put("notes/a.md", note(1))
        process = site.start("set", "notes/a", "n=2")
        time.sleep(random.uniform(0.3, 1.05) * whole)
        mark = f"outside {number}\n".encode()
        kind = random.choice(["append", "replace", "rewrite", "delete"])
        place = site.path("notes/a.md")
        if kind == "append":
            with open(place, "ab") as file:
                file.write(mark)
        elif kind == "rewrite":
            with open(place, "wb") as file:
                file.write(note(1, extra=mark))
        elif kind == "replace":
            with open(place + ".new", "wb") as file:
                file.write(note(1, extra=mark))
            os.rename(place + ".new", place)
        else:
            os.unlink(place)
        _, err = process.communicate()
        if kind == "delete":
            check(not os.path.exists(place), f"{number}: a deleted file is there again")
        else:
            check(mark in site.get("notes/a.md"), f"{number}: {kind} was overwritten ({err})")
        outcomes["saved" if process.returncode == 0 else "refused"] += 1
    site.close()
    return f"{kills // 2} outside changes, {outcomes}, none overwritten"


def history(binary, kills):
    """F5: kill -9 while the history is written, eight processes at once."""
    site = Site(binary)
    for i in range(8):
        site.put(f"notes/p{i}.md", note(0))
    site.run("set", "notes/p0", "n=1")
    killed, acknowledged, number = 0, 1, 1
    while killed < kills:
        processes = []
        for i in range(8):
            number += 1
            processes.append(site.start("set", f"notes/p{i}", f"n={number}"))
        time.sleep(random.uniform(0.02, 0.4))
        for process in processes:
            if random.random() < 0.7 and process.poll() is None:
                process.kill()
                killed += 1
        for process in processes:
            _, err = process.communicate()
            check(b"locked" not in err and b"busy" not in err, f"locked: {err}")
            acknowledged += process.returncode == 0
        check(site.integrity() == "ok", "the state database is damaged")
    # Only the newest thousand are kept, those that a kill cut short among them.
    present, cut = len(site.titles()), site.cut_short()
    check(present >= min(acknowledged, 1000 - cut), f"{acknowledged} acknowledged, {present} there, {cut} cut short")
    site.close()
    return f"{killed} kills, {acknowledged} acknowledged writes all there, never locked"


def damage(binary, kills):
    """F6: the state database is damaged."""
    site = Site(binary)
    site.put("notes/a.md", note(0))
    for n in range(20):
        site.run("set", "notes/a", f"n={n + 1}")
    with sqlite3.connect(site.state) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sound = open(site.state, "rb").read()
    folder = os.path.dirname(site.state)
    variants = max(20, min(100, kills // 10))
    for number in range(variants):
        shutil.rmtree(folder)
        os.makedirs(folder)
        data = bytearray(sound)
        kind = number % 8
        if kind == 0:
            data = data[: random.randrange(len(data))]
        elif kind == 1:
            page = random.randrange(len(data) // 4096) * 4096
            data[page : page + 4096] = bytes(4096)
        elif kind == 2:
            data[:100] = os.urandom(100)
        elif kind == 3:
            for _ in range(200):
                data[random.randrange(len(data))] = random.randrange(256)
        elif kind == 4:
            data = bytearray(os.urandom(8192))
        elif kind == 5:
            data = bytearray()
        if kind == 6:
            os.makedirs(site.state)
        else:
            with open(site.state, "wb") as file:
                file.write(data)
        if kind == 7:
            with open(site.state + "-wal", "wb") as file:
                file.write(os.urandom(5000))
        site.put("notes/a.md", note(0))
        code, _, err = site.run("set", "notes/a", "n=7")
        check(code == 0, f"variant {kind}: {code} {err[:300]}")
        check(site.get("notes/a.md") == note(7), f"variant {kind}: another file")
        code, _, err = site.run("undo")
        check(code in (0, 1), f"variant {kind}: undo {code} {err[:300]}")
    site.close()
    return f"{variants} damaged databases, every save made, no crash"


def bad_bytes(binary, kills):
    """B5: bytes that are no text."""
    site = Site(binary)
    odd = {
        "invalid": b"\xff\xfe\xfa",
        "overlong": b"\xc0\xaf",
        "surrogate": b"\xed\xa0\x80",
        "nul": b"a\x00b",
        "lone-cr": b"a\rb",
        "bidi": "a\u202eb\u2066c".encode(),
        "truncated": b"\xe2\x82",
        "c1": b"\xc2\x9b31m",
    }
    kept = 0
    for name, data in odd.items():
        for place in ("body", "comment"):
            before = note(1, 200, extra=data + b"\n")
            if place == "comment":
                before = note(1, 200).replace(b"# kept", b"# " + data.replace(b"\r", b""))
            file = f"notes/{name}-{place}.md"
            site.put(file, before)
            code, _, err = site.run("set", file if False else f"notes/{name}-{place}", "n=2")
            after = site.get(file)
            if code == 0:
                check(after == before.replace(b"n: 1", b"n: 2"), f"{name} in a {place}: other bytes changed")
                kept += 1
            else:
                check(after == before and err, f"{name} in a {place}: {err}")
                check(b"\x1b" not in err.encode(), f"{name}: an escape reached the terminal")
    site.put("notes/utf16.md", note(1, 200).decode().encode("utf-16"))
    before = site.get("notes/utf16.md")
    site.run("set", "notes/utf16", "n=2")
    check(site.get("notes/utf16.md") == before, "UTF-16 was changed")
    site.close()
    return f"{2 * len(odd) + 1} files of odd bytes: {kept} saved byte for byte, the others refused"


def full_disk(binary, kills):
    """A disk without room, and one that must not be written."""
    if os.geteuid() != 0:
        return "left out: mounting needs root"
    base = tempfile.mkdtemp(prefix="frontis-disk-")
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", base], capture_output=True)
    if mount.returncode != 0:
        return "left out: mounting is not allowed"
    try:
        site = Site(binary, base=base)
        site.environment |= {"XDG_CACHE_HOME": tempfile.mkdtemp(prefix="frontis-cache-")}
        old = note(1, 100_000)
        site.put("notes/a.md", old)
        site.run("check")
        filler = os.open(os.path.join(base, "filler"), os.O_CREAT | os.O_WRONLY)
        try:
            while True:
                os.write(filler, bytes(4096))
        except OSError:
            os.close(filler)
        code, _, err = site.run("set", "notes/a", "n=2")
        check(code == 1 and "notes/a.md" in err, f"full disk: {code} {err}")
        check(site.get("notes/a.md") == old, "full disk: the file is not whole")
        check(not site.strays(), "full disk: a temporary file is left")
        os.unlink(os.path.join(base, "filler"))
        subprocess.run(["mount", "-o", "remount,ro", base], check=True)
        code, _, err = site.run("set", "notes/a", "n=2")
        check(code == 1 and "notes/a.md" in err, f"read-only: {code} {err}")
        check(site.get("notes/a.md") == old, "read-only: the file is not whole")
    finally:
        subprocess.run(["umount", base], check=False)
        shutil.rmtree(base, ignore_errors=True)
    return "a full disk and a read-only one leave the old file whole, and say so"


PARTS = [saves, failing_calls, attributes, races, history, damage, bad_bytes, full_disk]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=1000, help="how often to kill; the other parts follow")
    parser.add_argument("--only", default="", help="parts, separated by commas")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    wanted = [name for name in arguments.only.split(",") if name]
    faults = 0
    for part in PARTS:
        if wanted and part.__name__ not in wanted:
            continue
        start = time.monotonic()
        try:
            said = part(arguments.binary, arguments.kills)
            print(f"ok    {part.__name__}: {said} ({time.monotonic() - start:.0f} s)", flush=True)
        except Fault as fault:
            faults += 1
            print(f"FAULT {part.__name__}: {fault}", flush=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
