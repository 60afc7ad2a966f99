"""F2, F6: calls of the system that fail, disks without room, databases that are damaged."""

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from contextlib import closing

from trial import LeftOut, check, note

# What each call may fail with; those of memory and threads are left out: nothing survives them.
ERRORS = {
    "openat": ["EACCES", "ENOSPC", "EROFS", "EMFILE"],
    "read": ["EIO"],
    "pread64": ["EIO"],
    "write": ["ENOSPC", "EIO", "EDQUOT", "EINTR"],
    "pwrite64": ["ENOSPC", "EIO"],
    "fsync": ["EIO", "EINTR"],
    "fdatasync": ["EIO", "EINTR"],
    "ftruncate": ["EIO", "ENOSPC"],
    "newfstatat": ["EIO"],
    "getdents64": ["EIO"],
    "readlink": ["EACCES"],
    "lseek": ["EIO"],
    "fcntl": ["ENOLCK"],
    "close": ["EIO"],
    "mkdir": ["ENOSPC"],
    "renameat": ["EIO", "ENOSPC", "EROFS"],
    "renameat2": ["EIO", "ENOSPC", "EROFS", "EINVAL"],
    "linkat": ["EIO", "ENOSPC"],
    "unlinkat": ["EIO", "EPERM"],
    "unlink": ["EIO"],
    "fchmod": ["EPERM"],
    "fchown": ["EPERM"],
    "flistxattr": ["EIO"],
}


def calls_of_a_save(site):
    """How often a thread makes each call in one save, its own start left out."""
    trace = os.path.join(site.base, "trace")
    site.run("set", "notes/a", "n=2", prefix=["strace", "-f", "-qq", "-o", trace])
    with open(trace, encoding="utf-8", errors="replace") as file:
        lines = file.read().splitlines()
    counts = Counter()
    for line in lines:
        match = re.match(r"(\d+)\s+(\w+)\(", line)
        if match:
            counts[match.groups()] += 1
    most = Counter()
    for (_, call), count in counts.items():
        most[call] = max(most[call], count)
    return most


def failing_calls(trial):
    """Every Nth call of a save fails, in every thread: the file is old or new, and the words are true."""
    if not shutil.which("strace"):
        raise LeftOut("strace is not installed")
    site = trial.site()
    old, new = note(1), note(2)
    site.put("notes/a.md", old)
    site.run("set", "notes/a", "n=2")
    site.put("notes/a.md", old)
    most = calls_of_a_save(site)
    cases = [
        (call, error, number)
        for call, errors in ERRORS.items()
        for error in errors
        for number in range(1, most[call] + 1)
    ]
    # All of them, or an even share.
    share, trial.count = min(trial.count, len(cases)), len(cases)
    cases = [cases[i * len(cases) // share] for i in range(share)] if share else []
    failed = 0
    for call, error, number in cases:
        site.put("notes/a.md", old)
        trace = os.path.join(site.base, "trace")
        prefix = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", trace, "-e", f"trace={call}"]
        prefix += ["-e", f"inject={call}:error={error}:when={number}"]
        code, out, err = site.run("set", "notes/a", "n=2", prefix=prefix)
        data = site.get("notes/a.md")
        where = f"{call} {error} {number}"
        if "the screen needs a terminal" in err:
            # What failed was reading the program's own arguments.
            continue
        check(data in (old, new), f"{where}: the file is torn")
        if call == "openat" and library_ended(trace):
            continue
        check(code != 0 or data == new, f"{where}: said to be saved and is not: {err}")
        check(0 <= code < 128, f"{where}: ended by {code}: {err[:300]}")
        # The word itself may be the write that fails.
        check(code == 0 or err or call == "write", f"{where}: no word about it")
        site.check_database()
        failed += code != 0
    for stray in site.strays():
        os.unlink(stray)
    return {"calls": len(cases), "saves failed and said why": failed}


def library_ended(trace):
    """Whether a library ends the program then, whatever that does: libdispatch when it cannot look at a thread of its
    own, JavaScriptCore when there is no randomness, swift-subprocess when it cannot open what it gives esbuild to read."""
    begun = {}
    with open(trace, encoding="utf-8", errors="replace") as file:
        for line in file:
            # A call that another thread's comes into stands on two lines.
            thread, _, words = line.partition(" ")
            words = begun.pop(thread, "") + words
            if words.endswith("<unfinished ...>\n"):
                begun[thread] = words
            elif re.search(r'"(/proc/\d+/stat|/dev/urandom|/dev/null)".*INJECTED', words, re.DOTALL):
                return True
    return False


SHORT_WRITES = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
ssize_t write(int file, const void *bytes, size_t count) {
  static ssize_t (*whole)(int, const void *, size_t);
  if (!whole) whole = dlsym(RTLD_NEXT, "write");
  return whole(file, bytes, count > 16 ? 9 + count % 7 : count);
}
"""


def short_writes(trial):
    """Every write takes only some of the bytes."""
    compiler = next((name for name in ("cc", "clang", "gcc") if shutil.which(name)), None)
    if not compiler:
        raise LeftOut("there is no C compiler")
    site = trial.site()
    library = os.path.join(site.base, "short.so")
    source = os.path.join(site.base, "short.c")
    with open(source, "w", encoding="utf-8") as file:
        file.write(SHORT_WRITES)
    command = [compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        raise LeftOut("the C compiler made nothing")
    site.run("check")
    for number in range(trial.count):
        before, after = note(1, 300 << number), note(2, 300 << number)
        site.put("notes/a.md", before)
        code, _, err = site.run("set", "notes/a", "n=2", LD_PRELOAD=library)
        check(code == 0 and site.get("notes/a.md") == after, f"{300 << number} bytes: {code} {err}")
    return {"files written piece by piece": trial.count}


def full_disk(trial):
    """A disk without room, and one that must not be written."""
    if os.geteuid() != 0:
        raise LeftOut("mounting needs root")
    base = tempfile.mkdtemp(prefix="frontis-disk-")
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", base], capture_output=True, check=False
    )
    if mount.returncode != 0:
        raise LeftOut("mounting is not allowed")
    try:
        site = trial.site(base)
        cache = os.path.join(trial.site().base, "cache")
        site.environment |= {"XDG_CACHE_HOME": cache}
        old = note(1, 100_000)
        site.put("notes/a.md", old)
        site.run("check")
        filler = os.open(os.path.join(base, "filler"), os.O_CREAT | os.O_WRONLY)
        try:
            while True:
                os.write(filler, bytes(4096))
        except OSError:
            os.close(filler)
        for words in ("full", "read-only"):
            if words == "read-only":
                os.unlink(os.path.join(base, "filler"))
                subprocess.run(["mount", "-o", "remount,ro", base], check=True)
            code, _, err = site.run("set", "notes/a", "n=2")
            check(code == 1 and "notes/a.md" in err, f"{words}: {code} {err}")
            check(site.get("notes/a.md") == old, f"{words}: the file is not whole")
            check(not site.strays(), f"{words}: a temporary file is left")
    finally:
        subprocess.run(["umount", base], check=False)
        shutil.rmtree(base, ignore_errors=True)
    return {"a full and a read-only disk": 2}


def damage(trial):
    """The state database is damaged: moved aside and made again, what can be read is carried over."""
    site = trial.site()
    site.put("notes/a.md", note(0))
    for n in range(20):
        site.run("set", "notes/a", f"n={n + 1}")
    with closing(sqlite3.connect(site.state)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(site.state, "rb") as file:
        sound = file.read()
    folder = os.path.dirname(site.state)
    undone = 0
    for number in range(trial.count):
        make_writable(site.state)
        shutil.rmtree(folder)
        os.makedirs(folder)
        kind = KINDS[number % len(KINDS)]
        kind(trial.random, site.state, sound)
        site.put("notes/a.md", note(0))
        code, _, err = site.run("set", "notes/a", "n=7")
        check(code == 0, f"{kind.__name__}: {code} {err[:300]}")
        check(site.get("notes/a.md") == note(7), f"{kind.__name__}: another file")
        if kind is read_only:
            # What is kept in memory is gone with the process.
            continue
        code, _, err = site.run("undo")
        check(code in (0, 1), f"{kind.__name__}: undo {code} {err[:300]}")
        if code == 0:
            undone += 1
            check(site.get("notes/a.md") == note(0), f"{kind.__name__}: undo made something else")
    make_writable(site.state)
    return {"variants": trial.count, "undone after it": undone}


def put(path, data):
    with open(path, "wb") as file:
        file.write(data)


def truncated(random, path, sound):
    put(path, sound[: random.randrange(len(sound))])


def zeroed_page(random, path, sound):
    page = random.randrange(len(sound) // 4096) * 4096
    put(path, sound[:page] + bytes(4096) + sound[page + 4096 :])


def bad_head(random, path, sound):
    put(path, random.randbytes(100) + sound[100:])


def scattered(random, path, sound):
    data = bytearray(sound)
    for _ in range(200):
        data[random.randrange(len(data))] = random.randrange(256)
    put(path, data)


def garbage(random, path, sound):
    put(path, random.randbytes(8192))


def emptied(random, path, sound):
    put(path, b"")


def folder_instead(random, path, sound):
    os.makedirs(path)


def bad_log(random, path, sound):
    put(path, sound)
    put(path + "-wal", random.randbytes(5000))


def lost_log(random, path, sound):
    """The file of a write whose log is gone: the pages that it still has."""
    put(path, sound[: len(sound) // 2 // 4096 * 4096])


def make_writable(path):
    subprocess.run(["chattr", "-i", path], capture_output=True, check=False)


def read_only(random, path, sound):
    put(path, sound)
    os.chmod(path, 0o400)
    # Root may write all the same, unless the file is immutable.
    subprocess.run(["chattr", "+i", path], capture_output=True, check=False)


def made_by_newer(random, path, sound):
    put(path, sound)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")


def other_tables(random, path, sound):
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE change (other INTEGER)")
        database.execute("PRAGMA user_version = 2")


KINDS = [
    truncated, zeroed_page, bad_head, scattered, garbage, emptied, folder_instead, bad_log, lost_log,
    made_by_newer, other_tables, read_only,
]
