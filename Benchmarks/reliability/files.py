"""F3, F4, B5: what a file is besides its text, who else writes it, and bytes that are no text."""

import os
import shutil
import threading
import time

from screen import Screen
from trial import check, note

TEXTS = {
    "lf": {},
    "crlf": {"newline": "\r\n"},
    "bom": {"mark": b"\xef\xbb\xbf"},
    "bom-crlf": {"newline": "\r\n", "mark": b"\xef\xbb\xbf"},
    "open": {"final": False},
}
KINDS = ["plain", "mode600", "mode755", "owner", "xattr", "acl", "symlink", "hardlink"]


def attributes(trial):
    """What a file is besides its bytes: 8 kinds in 5 spellings."""
    site = trial.site()
    os.makedirs(site.path("real"))
    cases = [(text, kind) for text in TEXTS for kind in KINDS]
    left_out = {}
    for text, kind in cases[:: max(1, len(cases) // trial.count)]:
        name = f"{text}-{kind}"
        file, real = f"notes/{name}.md", site.path(f"real/{name}.md")
        place = site.path(file)
        site.put(file, note(1, 300, **TEXTS[text]))
        try:
            give(kind, place, real, name)
        except OSError as error:
            left_out[kind] = str(error)
            continue
        before, was = os.stat(place), extended(place)
        code, _, err = site.run("set", f"notes/{name}", "n=2")
        check(code == 0, f"{name}: {err}")
        after = os.stat(place)
        check(site.get(file) == note(2, 300, **TEXTS[text]), f"{name}: other bytes changed")
        for what in ("st_mode", "st_uid", "st_gid", "st_nlink"):
            check(getattr(before, what) == getattr(after, what), f"{name}: {what} changed")
        check(extended(place) == was, f"{name}: attributes changed: {was}, {extended(place)}")
        if kind == "symlink":
            check(os.path.islink(place), f"{name}: the link became a file")
        if kind == "hardlink":
            check(os.path.samefile(place, real), f"{name}: the link broke")
    check(len(left_out) < 3, f"hardly anything could be tried: {left_out}")
    return {"files": trial.count} | {f"{kind} left out: {why}": 0 for kind, why in left_out.items()}


def give(kind, place, real, name):
    if kind.startswith("mode"):
        os.chmod(place, int(kind[4:], 8))
    if kind == "owner":
        os.chown(place, 1234, 2345)
    if kind == "xattr":
        os.setxattr(place, "user.note", b"kept")
    if kind == "acl":
        # Version 2; owner rw-, user 1234 r--, group r--, mask r--, others r--.
        entries = [(1, 6, ~0), (2, 4, 1234), (4, 4, ~0), (16, 4, ~0), (32, 4, ~0)]
        data = (2).to_bytes(4, "little") + b"".join(
            tag.to_bytes(2, "little") + mode.to_bytes(2, "little") + (who & 0xFFFFFFFF).to_bytes(4, "little")
            for tag, mode, who in entries
        )
        os.setxattr(place, "system.posix_acl_access", data)
    if kind == "symlink":
        os.rename(place, real)
        os.symlink(f"../real/{name}.md", place)
    if kind == "hardlink":
        os.link(place, real)


def extended(place):
    return {name: os.getxattr(place, name) for name in os.listxattr(place)}


# How another program may change a file; each leaves its mark, or takes the file away.


def append(place, mark, pause):
    with open(place, "ab", buffering=0) as file:
        time.sleep(pause)
        file.write(mark)


def rewrite(place, mark, pause):
    with open(place, "r+b", buffering=0) as file:
        time.sleep(pause)
        file.write(note(1, extra=mark))
        file.truncate()


def replace(place, mark, pause):
    with open(place + ".new", "wb") as file:
        file.write(note(1, extra=mark))
    os.rename(place + ".new", place)


def delete(place, mark, pause):
    os.unlink(place)


def races(trial):
    """Another program appends, rewrites, replaces or deletes while `set` is at work."""
    site = trial.site()
    site.put("notes/a.md", note(1))
    slow = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,renameat2"]
    slow += ["-e", "inject=fsync,renameat2:delay_enter=4000:delay_exit=4000"]
    prefixes = [[]] + ([slow] if shutil.which("strace") else [])
    wholes = []
    for prefix in prefixes:
        site.run("set", "notes/a", "n=1", prefix=prefix)
        start = time.monotonic()
        site.run("set", "notes/a", "n=2", prefix=prefix)
        wholes.append(time.monotonic() - start)
    counts = {"changes": trial.count, "saved": 0, "refused": 0}
    for number in range(trial.count):
        site.put("notes/a.md", note(1))
        index = number % len(prefixes)
        change = trial.random.choice([append, rewrite, replace, delete])
        mark, place = f"outside {number}\n".encode(), site.path("notes/a.md")
        process = site.start("set", "notes/a", "n=2", prefix=prefixes[index])
        time.sleep(trial.random.uniform(0.4, 1.0) * wholes[index])
        change(place, mark, trial.random.choice([0, 0, 0.001, 0.005]))
        _, err = process.communicate()
        if change is delete:
            check(not os.path.exists(place), f"{number}: a deleted file is there again")
        else:
            check(mark in site.get("notes/a.md"), f"{number}: {change.__name__} was overwritten ({err})")
        counts["saved" if process.returncode == 0 else "refused"] += 1
    return counts


def writers(trial):
    """One program appends lines all the time while `set` saves again and again: each line is there."""
    site = trial.site()
    site.put("notes/a.md", note(1))
    marks, stop = [], threading.Event()

    def write():
        while len(marks) < trial.count and not stop.is_set():
            mark = f"outside {len(marks)}\n".encode()
            append(site.path("notes/a.md"), mark, trial.random.choice([0, 0.001]))
            marks.append(mark)
            time.sleep(trial.random.uniform(0, 0.05))

    thread = threading.Thread(target=write)
    thread.start()
    saved = refused = 0
    try:
        while thread.is_alive():
            code, _, err = site.run("set", "notes/a", f"n={saved + 2}")
            check(code in (0, 1), f"{code}: {err}")
            saved, refused = saved + (code == 0), refused + (code != 0)
    finally:
        stop.set()
        thread.join()
    data = site.get("notes/a.md")
    lost = [mark for mark in marks if mark not in data]
    check(not lost, f"{len(lost)} of {len(marks)} lines are lost, {lost[0] if lost else ''}")
    return {"changes": len(marks), "saved": saved, "refused": refused}


def forms(trial):
    """A form is open while another program changes its file: nothing of either side is lost."""
    site = trial.site()
    counts = {"changes": trial.count, "merged": 0, "asked or refused": 0}
    for number in range(trial.count):
        site.put("notes/a.md", note(1, 400))
        screen = Screen(site)
        screen.wait("1 file")
        screen.rest(0.1)
        for key in (b"\r", b"\r"):
            screen.press(key)
            screen.rest(0.1)
        for key in (b"e", b"\r", b"\x1b[F", b"x", b"y"):
            screen.press(key)
            screen.rest(0.04)
        mark, place = f"outside {number}".encode(), site.path("notes/a.md")
        before = trial.random.random() < 0.5
        if not before:
            screen.press(b"\x13")
        time.sleep(trial.random.uniform(0, 0.03))
        kind = trial.random.choice(["body", "field", "delete"])
        if kind == "delete":
            os.unlink(place)
        else:
            title = mark.decode() if kind == "field" else "A note"
            with open(place + ".new", "wb") as file:
                file.write(note(1, 400, title=title, extra=mark))
            os.rename(place + ".new", place)
        if before:
            screen.press(b"\x13")
        screen.rest(0.25)
        screen.kill()
        if kind == "delete":
            check(not os.path.exists(place), f"{number}: a deleted file is there again")
            counts["asked or refused"] += 1
        else:
            data = site.get("notes/a.md")
            check(data.count(mark) == (2 if kind == "field" else 1), f"{number}: {kind} lost: {data[:120]!r}")
            counts["merged" if b"A notexy" in data else "asked or refused"] += 1
        site.check_database()
        # The next round starts without this one's draft and place.
        shutil.rmtree(os.path.dirname(site.state), ignore_errors=True)
    return counts


def bad_bytes(trial):
    """Bytes that are no text: named by line and column, and kept."""
    site = trial.site()
    kept, named = 0, 4
    for name, (data, places) in ODD.items():
        for place in ("body", "comment", "value"):
            if place == "body":
                before = note(1, 200, extra=data + b"\n")
            elif place == "comment":
                before = note(1, 200).replace(b"# kept", b"# " + data)
            else:
                before = note(1, 200).replace(b"A note", data)
            file = f"notes/{name}-{place}.md"
            site.put(file, before)
            _, out, err = site.run("check", site.path(file), "--format", "concise")
            check("\x1b" not in out + err and "\x9b" not in out + err, f"{name}: an escape reached the terminal")
            if place in places:
                check(f"{file}:2:" in out, f"{name} in a {place} is not named: {out}{err}")
                named += 1
            code, _, err = site.run("set", f"notes/{name}-{place}", "n=2")
            after = site.get(file)
            if code == 0:
                check(after == before.replace(b"n: 1", b"n: 2"), f"{name} in a {place}: other bytes changed")
                kept += 1
            else:
                check(after == before and err, f"{name} in a {place}: {err}")
    for encoding in ("utf-16", "utf-16-be", "utf-16-le", "utf-32"):
        site.put(f"notes/{encoding}.md", note(1, 200).decode().encode(encoding))
        before = site.get(f"notes/{encoding}.md")
        out = site.run("check", site.path(f"notes/{encoding}.md"), "--format", "concise")[1]
        check(f"notes/{encoding}.md:1:1" in out and "parse/encoding" in out, f"{encoding} is not named: {out}")
        site.run("set", f"notes/{encoding}", "n=2")
        check(site.get(f"notes/{encoding}.md") == before, f"{encoding} was changed")
    return {"files": 3 * len(ODD) + 4, "named": named, "saved byte for byte": kept}


# Where `check` names them; it does not read bodies.
DATA, NOWHERE = ("comment", "value"), ()

ODD = {
    "invalid": (b"\xff\xfe\xfa", DATA),
    "overlong": (b"\xc0\xaf", DATA),
    "surrogate": (b"\xed\xa0\x80", DATA),
    "truncated": (b"\xe2\x82", DATA),
    "nul": (b"a\x00b", DATA),
    "lone-cr": (b"a\rb", NOWHERE),
    "bidi": ("a\u202eb\u2066c".encode(), DATA),
    "c1": (b"\xc2\x9b31m", NOWHERE),
}
