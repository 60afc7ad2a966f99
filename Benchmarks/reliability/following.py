"""F10: the screen follows what others do to ten thousand files at once, and so does the index."""

import fcntl
import os
import re
import shutil
import struct
import subprocess
import termios
import time

from screen import Screen
from trial import LeftOut, check

FILES, FOLDERS = 10_000, 100


def checkouts(trial):
    """Touches, checkouts, moved folders: what is shown and what is kept is what a new look finds."""
    if not shutil.which("git"):
        raise LeftOut("git is not installed")
    site = trial.site()
    grow(site)
    screen = Screen(site)
    counts = {"rounds": trial.count, "slowest ms": 0}
    try:
        screen.wait(f"{FILES:,} files in", seconds=60)
        for number in range(trial.count):
            what = trial.random.choice([touch, checkout, move, rewrite, remove])
            what(site, trial.random, number)
            start = time.monotonic()
            wanted = fresh(site)
            shown = None
            while shown != wanted and time.monotonic() < start + 20:
                shown = on_screen(screen, number)
            check(shown == wanted, f"{number}: after {what.__name__} {shown} is shown, and there are {wanted}")
            counts["slowest ms"] = max(counts["slowest ms"], round(1000 * (time.monotonic() - start)))
            check(report(site) == report(site, "--no-cache"), f"{number}: after {what.__name__} the index is wrong")
    finally:
        screen.kill()
    return counts


def watches(trial):
    """Where the system watches no more folders, that is said once, and changes show all the same."""
    wrapper = os.path.join(trial.site().base, "few")
    with open(wrapper, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\necho 3 > /proc/sys/user/max_inotify_watches || exit 9\nexec {trial.binary} \"$@\"\n")
    os.chmod(wrapper, 0o755)
    if subprocess.run(["unshare", "-Ur", "sh", "-c", "echo 3 > /proc/sys/user/max_inotify_watches"], capture_output=True).returncode:
        raise LeftOut("the number of watches cannot be lowered here")
    site = trial.site()
    for number in range(20):
        write(site, number, 1)
    screen = Screen(site, ["unshare", "-Ur", wrapper])
    try:
        screen.wait("1 warning")
        start = time.monotonic()
        write(site, FOLDERS + 15, 1)
        while time.monotonic() < start + 20 and (on_screen(screen, round(time.monotonic())) or (0,))[0] != 21:
            pass
        seconds = time.monotonic() - start
        check(seconds < 10, f"a new file is not shown within {seconds:.0f} s")
    finally:
        screen.kill()
    return {"ms until a file is shown": round(1000 * seconds)}


def write(site, number, round):
    folder = site.path(f"notes/{number % FOLDERS}")
    os.makedirs(folder, exist_ok=True)
    title = "42" if (number + round) % 97 == 0 else f"note {number}, {round}"
    with open(f"{folder}/{number}.md", "w", encoding="utf-8") as file:
        file.write(f"---\ntitle: {title}\nn: {number}\n---\nText.\n")


def git(site, *words):
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.fsync=none", *words],
        cwd=site.root, check=True, capture_output=True, text=True,
    ).stdout


def grow(site):
    git(site, "init", "-q", "-b", "one")
    for number in range(FILES):
        write(site, number, 1)
    git(site, "add", "-A")
    git(site, "commit", "-qm", "one")
    git(site, "checkout", "-qb", "two")
    for number in range(0, FILES, 2):
        write(site, number, 2)
    for folder in range(0, 30):
        shutil.rmtree(site.path(f"notes/{folder}"))
    for number in range(FILES, FILES + 500):
        write(site, number, 2)
    git(site, "add", "-A")
    git(site, "commit", "-qm", "two")
    git(site, "checkout", "-q", "one")


def notes(site):
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(site.path("notes")) for name in names)


def touch(site, random, number):
    for path in notes(site):
        os.utime(path)


def checkout(site, random, number):
    git(site, "add", "-A")
    git(site, "stash", "-q") if git(site, "status", "--porcelain") else None
    git(site, "checkout", "-q", "two" if git(site, "branch", "--show-current").strip() == "one" else "one")


def move(site, random, number):
    folder = random.choice(sorted(os.listdir(site.path("notes"))))
    os.rename(site.path(f"notes/{folder}"), site.path(f"notes/moved-{number}"))


def rewrite(site, random, number):
    for path in random.sample(notes(site), 3000):
        title = random.choice(["1", "two", "three"])
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"---\ntitle: {title}\nn: {number}\n---\n")


def remove(site, random, number):
    shutil.rmtree(site.path("notes/" + random.choice(sorted(os.listdir(site.path("notes"))))))


def report(site, *words):
    out = site.run("check", "--format", "ndjson", *words, site.root)[1].splitlines()
    return [line for line in out if '"seconds"' not in line]


def fresh(site):
    """How many entries and errors there are."""
    out = site.run("check", "--no-cache", site.root)[1]
    entries = int(re.findall(r"([\d,]+) entr", out)[-1].replace(",", ""))
    errors = re.search(r"([\d,]+) errors? in", out)
    return entries, int(errors[1].replace(",", "")) if errors else 0


def on_screen(screen, number):
    """The same as the screen shows them; a terminal of another size is drawn whole."""
    screen.said = b""
    size = struct.pack("HHHH", 30 + number % 2, 100 + int(time.monotonic() * 10) % 9, 0, 0)
    fcntl.ioctl(screen.terminal, termios.TIOCSWINSZ, size)
    screen.read(0.5)
    screen.rest(0.1)
    text = re.sub(rb"\x1b(\[[0-9;?]*[A-Za-z]|\(B)", b"", screen.said).decode("utf-8", "replace")
    entries, errors = re.search(r"([\d,]+) entries ", text), re.search(r"([\d,]+) errors?", text)
    if not entries:
        return None
    return int(entries[1].replace(",", "")), int(errors[1].replace(",", "")) if errors else 0
