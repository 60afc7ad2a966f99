#!/usr/bin/env python3
"""From Ctrl-S in a form to "saved" on the screen, through a pty.

  Benchmarks/save.py [FRONTIS] SITE [ROUNDS]

Needs `pip install pyte`, which reads the screen. SITE is copied first. Each round opens the first entry's form, puts a letter behind its first field, and saves.
"""
import fcntl, os, pty, select, shutil, statistics, struct, sys, tempfile, termios, time

try:
    import pyte
except ImportError:
    sys.exit("save.py: pyte is not installed; try: pip install pyte")

def main():
    frontis, site = os.path.abspath(sys.argv[1]), sys.argv[2]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 15
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = os.path.join(folder, "site")
        shutil.copytree(site, copy, symlinks=True)
        for name in ("CACHE", "STATE", "CONFIG"):
            os.environ[f"XDG_{name}_HOME"] = os.path.join(folder, name)
        os.environ["TERM"] = "xterm-256color"
        times = measure(frontis, copy, rounds)
    times.sort()
    print(f"Ctrl-S to saved, ms: median {statistics.median(times):.1f}, least {times[0]:.1f}, most {times[-1]:.1f} of {len(times)}")

def measure(frontis, site, rounds):
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(frontis, [frontis, site])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)

    def has(text):
        return any(text in line for line in screen.display)

    def read(limit):
        if select.select([terminal], [], [], limit)[0]:
            stream.feed(os.read(terminal, 65536))
            return True
        return False

    def wait_for(text, limit=30.0):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if read(0.05) and has(text):
                return time.monotonic()
        sys.exit("save.py: '%s' never came:\n%s" % (text, "\n".join(screen.display)))

    def quiet(seconds):
        while read(seconds):
            pass

    wait_for("files in")
    quiet(0.4)
    for key in (b"\r", b"\r"):
        os.write(terminal, key)
        quiet(0.4)
    times = []
    for _ in range(rounds):
        for key in (b"e", b"\r", b"\x1b[F", b"x", b"\r"):
            os.write(terminal, key)
            quiet(0.25)
        start = time.monotonic()
        os.write(terminal, b"\x13")
        times.append((wait_for("saved", 10) - start) * 1000)
        # The message goes after a while; the next one must be told from it.
        while has("saved"):
            read(0.2)
    os.write(terminal, b"Q")
    os.waitpid(pid, 0)
    return times

main()
