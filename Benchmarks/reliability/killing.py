"""F1, F5: `kill -9` while files are saved, while somebody types, while the history is written."""

import os
import string
import time

from screen import Screen
from trial import check, note

LETTERS = string.ascii_letters + string.digits


def saves(trial, sizes):
    """Kills while files are saved; then undo takes back, or redo finishes, what was cut short."""
    site = trial.site()
    texts = {n: {name: note(n, size) for name, size in sizes.items()} for n in (1, 2)}
    for name in sizes:
        site.put(f"notes/{name}.md", texts[1][name])
    check(site.run("set", "notes/*", "n=2")[0] == 0, "the first save fails")
    start = time.monotonic()
    site.run("set", "notes/*", "n=1")
    whole = time.monotonic() - start
    now, cut = 1, 0
    for _ in range(trial.count):
        new = 3 - now
        process = site.start("set", "notes/*", f"n={new}")
        time.sleep(trial.random.uniform(0.2, 1.0) * whole)
        process.kill()
        process.communicate()
        states = set()
        for name in sizes:
            data = site.get(f"notes/{name}.md")
            state = next((n for n in (now, new) if data == texts[n][name]), None)
            check(state is not None, f"{name} is torn ({len(data)} bytes)")
            states.add(state)
        if len(states) == 2:
            cut += 1
            verb, expected = trial.random.choice([("undo", now), ("redo", new)])
            code, _, err = site.run(verb)
            check(code == 0, f"{verb} after a cut: {err}")
            whole_again = all(site.get(f"notes/{n}.md") == texts[expected][n] for n in sizes)
            check(whole_again, f"{verb} did not finish")
            now = expected
        else:
            now = states.pop()
    site.run("set", "notes/*", "n=1")
    site.run("undo")
    site.check_database()
    check(not site.strays(), f"left: {site.strays()[:3]}")
    return {"kills": trial.count, "cut short, then undone or finished": cut}


def small_saves(trial):
    return saves(trial, {f"s{i}": 4096 for i in range(12)} | {"m": 1 << 20})


def large_saves(trial):
    return saves(trial, {"l": 50 << 20, "s": 4096})


def form_note(title):
    return f"---\ntitle: '{title}' # kept\nn: 1\n---\nA body.\n".encode()


def typing(trial):
    """Kills while somebody types into a form, some just after Ctrl-S; started again, the form has it all."""
    site = trial.site()
    counts = {"kills": 0, "keys": 0, "drafts": 0, "saves": 0}
    title = "A"
    site.put("notes/a.md", form_note(title))
    screen = Screen(site)
    open_entry(screen)
    for _ in range(trial.count):
        # Into the first field, behind its text.
        screen.said = b""
        screen.press(b"e")
        screen.wait("Edit notes/a")
        screen.press(b"\r")
        screen.wait("stop typing")
        screen.press(b"\x1b[F")
        screen.rest(0.05)
        typed = []
        end = time.monotonic() + trial.random.uniform(0, 1.2)
        while True:
            pause = min(trial.random.expovariate(1 / 0.05), 0.3)
            if time.monotonic() + pause > end:
                break
            screen.rest_until(time.monotonic() + pause)
            letter = trial.random.choice(LETTERS)
            typed.append((screen.press(letter.encode()), letter))
        screen.rest_until(end)
        is_saved = trial.random.random() < 0.2
        if is_saved:
            screen.press(b"\x13")
            time.sleep(trial.random.uniform(0, 0.04))
        killed = time.monotonic()
        screen.kill()
        counts["kills"] += 1
        counts["keys"] += len(typed)
        title = start_again(trial, site, title, typed, killed, is_saved, counts)
        screen = trial.screen
    screen.kill()
    site.check_database()
    check(not site.strays(), f"left: {site.strays()[:3]}")
    return counts


def start_again(trial, site, title, typed, killed, is_saved, counts):
    """Starts the program again, takes its draft and saves it: the new title."""
    text = "".join(letter for _, letter in typed)
    sure = sum(1 for at, _ in typed if killed - at > 0.25)
    site.check_database()
    data = site.get("notes/a.md")
    is_written = is_saved and text and data == form_note(title + text)
    check(is_written or data == form_note(title), f"typed {text!r} behind {title!r}, the file has {data[:200]!r}")
    counts["saves"] += bool(is_written)
    has_draft = bool(site.ask("SELECT 1 FROM draft"))
    check(has_draft or is_written or not sure, f"{sure} keys older than 250 ms and no draft")
    screen = trial.screen = Screen(site)
    if is_written:
        title += text
        open_entry(screen)
        check(b"on with the draft" not in screen.said, "what was saved is offered as a draft")
    elif has_draft:
        screen.wait("on with the draft")
        screen.rest()
        screen.press(b"g")
        screen.rest(0.1)
        # The question itself said "not saved".
        screen.said = b""
        screen.press(b"\x13")
        screen.wait("saved")
        data = site.get("notes/a.md")
        lengths = range(len(text), -1, -1)
        kept = next((n for n in lengths if data == form_note(title + text[:n])), None)
        check(kept is not None, f"typed {text!r} behind {title!r}, restored {data[:200]!r}")
        check(kept >= sure, f"{sure} of {len(text)} keys are older than 250 ms, {kept} are there")
        title += text[:kept]
        counts["drafts"] += 1
    else:
        open_entry(screen)
    screen.rest(0.1)
    if len(title) > 40:
        screen.kill()
        title = "A"
        site.put("notes/a.md", form_note(title))
        trial.screen = Screen(site)
        open_entry(trial.screen)
    return title


def open_entry(screen):
    """Waits for the entry's own screen, where the person was; goes there when that was not kept yet."""
    while screen.wait("notes/a.md", "1 file in") == "1 file in":
        for _ in range(2):
            screen.rest(0.1)
            screen.press(b"\r")
    screen.rest(0.1)


def history(trial):
    """Kills while eight processes write the history at once; nobody hears of locks."""
    site = trial.site()
    for i in range(8):
        site.put(f"notes/p{i}.md", note(0))
    site.run("set", "notes/p0", "n=1")
    killed, acknowledged, number = 0, 1, 1
    while killed < trial.count:
        processes = []
        for i in range(8):
            number += 1
            processes.append(site.start("set", f"notes/p{i}", f"n={number}"))
        time.sleep(trial.random.uniform(0.02, 0.4))
        for process in processes:
            if killed < trial.count and trial.random.random() < 0.7 and process.poll() is None:
                process.kill()
                killed += 1
        for process in processes:
            _, err = process.communicate()
            check(b"locked" not in err and b"busy" not in err and b"in use" not in err, f"{err}")
            acknowledged += process.returncode == 0
        site.check_database()
    # Only the newest thousand are kept, those that a kill cut short among them.
    present = site.ask("SELECT count(*) FROM change WHERE state = 'done'")[0][0]
    cut = site.ask("SELECT count(*) FROM change WHERE state <> 'done'")[0][0]
    check(present >= min(acknowledged, 1000 - cut), f"{acknowledged} acknowledged, {present} there, {cut} cut")
    return {"kills": killed, "acknowledged writes, all there": acknowledged}
