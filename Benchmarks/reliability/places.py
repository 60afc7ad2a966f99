"""B4, B7: files that are none, names that are odd, and names that lead out of the site."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from urllib.parse import quote

from trial import ANYTHING, check, note

DEEP = 1000
# Seconds: what waits for a pipe waits for ever, and a busy machine is slow.
LONGEST = 20


def odd_files(trial):
    """What is no file, too big, closed, or named oddly: a check ends, and names each once."""
    site = trial.site()
    site.put("src/content.config.ts", ANYTHING)
    site.put("notes/sound.md", note(1))
    named, silent = make_odd(site)
    start = time.monotonic()
    code, out, err = as_anyone(site, "check", "--format", "concise", site.root)
    seconds = time.monotonic() - start
    check(code in (0, 1) and not err, f"{code}: {err}")
    check(seconds < LONGEST, f"a check took {seconds:.1f} s")
    for name in named:
        lines = [line for line in out.splitlines() if line.startswith(f"notes/{name}")]
        check(len(lines) == 1, f"{name} is named {len(lines)} times: {lines}")
    for name in silent:
        check(f"notes/{name}" not in out, f"{name} is named, but nothing is wrong: {out}")
    check(len(out.splitlines()) == len(named), f"others are named: {out}")
    entries = as_anyone(site, "list", "notes", "--site", site.root, "--format", "json")[1]
    check('"sound"' in entries, f"the sound note is not listed: {entries[:300]}")
    return {"named": len(named), "read": len(silent), "ms": round(seconds * 1000)}


def make_odd(site):
    """Makes them; the beginnings of the names that must be said, and of those that must not."""
    place = lambda name: site.path(f"notes/{name}")
    named, silent = [], []
    for name, head in [("sparse.md", b"---\ntitle: A\n---\n"), ("sparse-open.md", b"---\n"), ("endless.json", b"[")]:
        site.put(f"notes/{name}", head)
        os.truncate(place(name), 4 << 30)
        (silent if name == "sparse.md" else named).append(name)
    os.mkfifo(place("fifo.md"))
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(short := f"/tmp/frontis-{os.getpid()}")
    os.rename(short, place("socket.md"))
    os.symlink("/dev/zero", place("zero.md"))
    os.symlink("/dev/tty", place("tty.md"))
    os.symlink("self.md", place("self.md"))
    os.symlink("to.md", place("fro.md"))
    os.symlink("fro.md", place("to.md"))
    os.symlink("nowhere.md", place("dangling.md"))
    os.symlink(".", place("loop"))
    os.makedirs(place("ring/a"))
    os.symlink("..", place("ring/a/up"))
    named += ["fifo.md", "socket.md", "zero.md", "tty.md", "self.md", "fro.md", "to.md", "dangling.md", "loop", "ring"]
    for name, kind in [("null.md", "1 3"), ("block.md", "7 0")]:
        made = subprocess.run(["mknod", place(name), "cb"[name == "block.md"], *kind.split()], capture_output=True)
        if made.returncode == 0:
            named.append(name)
    site.put("notes/closed.md", note(1))
    os.chmod(place("closed.md"), 0)
    os.mkdir(place("shut"), 0)
    named += ["closed.md", "shut"]
    site.put("notes/" + "n" * 252 + ".md", note(1))
    os.makedirs(place("f" * 255))
    site.put("notes/" + "f" * 255 + "/a.md", note(1))
    silent += ["nnn", "fff"]
    site.put(b"notes/\xff\xfe.md", note(1))
    os.makedirs(os.fsencode(place("")) + b"\xe9t\xe9")
    site.put(b"notes/\xe9t\xe9/a.md", note(1))
    named += ["\ufffd\ufffd.md", "\ufffdt\ufffd"]
    chain(place("deep"), "d", DEEP)
    named.append("deep")
    chain(place("long"), "e" * 255, 20)
    named.append("long")
    return named, silent


def chain(place, name, depth):
    """A note at the bottom of `depth` folders, made step by step: the path may be longer than paths can be."""
    back = os.open(".", os.O_RDONLY)
    os.mkdir(place)
    os.chdir(place)
    for _ in range(depth):
        os.mkdir(name)
        os.chdir(name)
    with open("a.md", "wb") as file:
        file.write(note(1))
    os.fchdir(back)
    os.close(back)


def as_anyone(site, *words):
    """Runs as a user for whom files can be closed, where we may choose."""
    if os.getuid():
        return site.run(*words, timeout=30)
    os.chmod(site.base, 0o777)
    binary = os.path.join(site.base, "frontis")
    if not os.path.exists(binary):
        shutil.copy(site.binary, binary)
    process = subprocess.run(
        [binary, *words], cwd=site.root, env=site.environment, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=30, user=65534, group=65534, extra_groups=[],
    )
    return process.returncode, process.stdout.decode(errors="replace"), process.stderr.decode(errors="replace")


def odd_settings(trial):
    """Where a site's own files are pipes, frontis says so or goes on: it never waits."""
    files = ["package.json", ".env", "tsconfig.json", "astro.config.mjs", "frontis.toml", "src/content.config.ts"]
    files += ["src/content.config.ts in a loop", "src/actions/index.ts", "node_modules/astro/package.json"]
    longest, wrong = 0, []
    for file in files:
        site = trial.site()
        site.put("notes/sound.md", note(1))
        path = site.path(file.split(" ")[0])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.exists(path):
            os.unlink(path)
        if "loop" in file:
            os.symlink(os.path.basename(path), path)
        else:
            os.mkfifo(path)
        start = time.monotonic()
        code, _, err = site.run("check", site.root, timeout=60)
        seconds = time.monotonic() - start
        check(code in (0, 1, 2), f"{file}: {code} {err}")
        if seconds > LONGEST:
            wrong.append(f"{file}: {seconds:.1f} s, {err}")
        longest = max(longest, seconds)
    check(not wrong, "; ".join(wrong))
    return {"files": len(files), "ms at most": round(longest * 1000)}


SECRET = "no-business-of-yours"


def payloads(base):
    """Names that try to lead to `outside`, beside the site."""
    steps = ["..", "%2e%2e", "%2E.", "..%2f..", "./..", "..\\..", "．．", "..;"]
    starts = ["", "/", "./", "x/", "~/", "file://", "\\"]
    yield from (start + "/".join([step] * depth) + "/outside/secret" for start in starts for step in steps
                for depth in (1, 2, 3, 6))
    yield from [base + "/outside/secret", "file://" + base + "/outside/secret", "out/secret", "secret-link"]
    yield from ["..", ".", "/", "//", "~", "-", "--", "con", "a\\..\\b", "a/./b", "a//b", "a/../../b", ".git/hooks/x"]
    yield from ["a\nb", "a\rb", "a\x1b[2Jb", "a b", "a\tb", " ", "x" * 300, "x/" * 600 + "x", ".hidden", "*", "?", "[a]"]


def ids(trial):
    """Ids of `new` and `rename`, names of `get` and `--from`: nothing outside of the site is read or written."""
    site = trial.site()
    outside(site)
    names = list(payloads(site.base))
    step = max(1, len(names) // trial.count)
    counts = {"names": 0, "made": 0, "refused": 0}
    before = everything(site)
    traced = trace(site) if shutil.which("strace") else []
    for number, name in enumerate(names[::step]):
        site.put("notes/a.md", note(1))
        for words in (["new", "notes", name, "title=T", "n=1"], ["rename", "notes/a", name], ["get", name],
                      ["get", "notes/" + name], ["new", "notes", f"c{number}", "--from", name]):
            words += ["--site", site.root]
            code, out, err = site.run(*words, prefix=traced)
            check(code in (0, 1, 2, 64), f"{words}: {code} {err}")
            check(SECRET not in out + err, f"{words} reads what is outside: {out}")
            check("\x1b" not in out + err, f"{words}: an escape reached the terminal")
            counts["made" if code == 0 else "refused"] += 1
        counts["names"] += 1
        after = everything(site)
        check(after == before, f"{name!r} changed {set(after.items()) ^ set(before.items())}")
        clear(site)
    reached(site)
    return counts


def actions(trial):
    """Names of actions, as a path of a request and as an argument of `call`."""
    site = trial.site()
    outside(site)
    os.makedirs(site.path("src/actions"))
    site.put("src/actions/index.ts", ACTIONS)
    names = list(payloads(site.base)) + ["__proto__", "constructor", "toString", "hello.constructor", "hello.call"]
    names += ["hello.prototype", "server", "default", "hello.__proto__.constructor", "frontis", "frontis.", ".hello"]
    step = max(1, len(names) // trial.count)
    traced = trace(site) if shutil.which("strace") else []
    before = everything(site)
    server = site.start("serve", site.root, "--port", "0", prefix=traced)
    try:
        line = server.stdout.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        check(found, f"no server: {line}")
        port = int(found[1])
        check(ask(port, "/_actions/hello")[0] == 200, "the sound action is not answered")
        counts = {"names": 0, "requests": 0}
        for name in names[::step]:
            raw = re.sub(rb"[\x00-\x20\x7f]", b"", name.encode()).decode()
            for path in {"/_actions/" + quote(name, safe=""), "/_actions/" + quote(raw, safe="/%.:~;*?[]\\"), "/" + quote(raw, safe="/%.")}:
                status, text = ask(port, path)
                check(400 <= status < 500, f"{path} is answered with {status}: {text[:200]}")
                check(SECRET not in text, f"{path} reads what is outside")
                counts["requests"] += 1
            code, out, err = site.run("call", "--url", f"http://127.0.0.1:{port}", "--json", "{}", "--", name)
            check(code in (1, 2, 64), f"call {name!r}: {code} {out} {err}")
            check(SECRET not in out + err and "\x1b" not in out + err, f"call {name!r}: {out} {err}")
            counts["names"] += 1
        check(ask(port, "/_actions/hello")[0] == 200, "the sound action is answered no more")
    finally:
        if traced:
            # The tracer passes no signal on.
            with open(f"/proc/{server.pid}/task/{server.pid}/children") as file:
                os.kill(int(file.read().split()[0]), signal.SIGTERM)
        else:
            server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)
    check(everything(site) == before, "files were changed")
    reached(site)
    return counts


ACTIONS = b"""
import { defineAction } from 'astro:actions';
export const server = { hello: defineAction({ handler: () => 'hello' }) };
"""


def ask(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest("POST", path, skip_accept_encoding=True)
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Origin", f"http://127.0.0.1:{port}")
        connection.putheader("Content-Length", "2")
        connection.endheaders(b"{}")
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    finally:
        connection.close()


def outside(site):
    """A folder beside the site with a secret."""
    folder = os.path.join(site.base, "outside")
    os.makedirs(folder)
    for name in ("secret", "secret.md"):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(note(1, title=SECRET))


def trace(site):
    return ["strace", "-f", "-qq", "-y", "-A", "-o", os.path.join(site.base, "trace"), "-e", "trace=%file"]


def reached(site):
    """Whether a call that was traced got at something outside."""
    path = os.path.join(site.base, "trace")
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            if "outside" in line and "execve(" not in line and not re.search(r"= -1 E|resumed|unfinished", line):
                match = re.search(r'\((?:\w+<([^>]*)>, )?"((?:[^"\\]|\\.)*)"', line)
                check(match, f"a call that is not understood: {line.strip()[:300]}")
                real = os.path.realpath(os.path.join(match[1] or site.root, match[2]))
                check(real.startswith(site.root), f"a call reached outside: {line.strip()[:300]}")


def everything(site):
    """All files of the base with their bytes, but those that may change: notes, and what frontis keeps."""
    found = {}
    for folder, folders, names in os.walk(site.base):
        if folder == site.base:
            folders[:] = [name for name in folders if name not in ("state", "cache", "config")]
        if folder == site.root:
            folders[:] = [name for name in folders if name != "notes"]
        for name in names:
            path = os.path.join(folder, name)
            if path != os.path.join(site.base, "trace"):
                with open(path, "rb") as file:
                    found[path] = file.read()
        found[folder] = b""
    return found


def clear(site):
    shutil.rmtree(site.path("notes"))
    os.makedirs(site.path("notes"))
