"""The program on a terminal: keys go in, bytes come out."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

from trial import Fault


class Screen:
    """One run of `frontis SITE`, or of `prefix SITE`, in a pseudo terminal of 100 by 30."""

    def __init__(self, site, prefix=()):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.clear()
            os.environ.update(site.environment, TERM="xterm-256color")
            words = [*prefix, site.root] if prefix else [site.binary, site.root]
            os.execvp(words[0], words)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.said = b""

    def press(self, keys):
        os.write(self.terminal, keys)
        return time.monotonic()

    def read(self, seconds):
        """Takes what the program writes within `seconds`; whether that was anything."""
        try:
            if select.select([self.terminal], [], [], seconds)[0]:
                self.said += os.read(self.terminal, 1 << 16)
                return True
        except OSError:
            pass
        return False

    def wait(self, *texts, seconds=30):
        """Waits until one of `texts` is drawn, forgets what was drawn so far, and says which it was."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for text in texts:
                if text.encode() in self.said:
                    self.said = b""
                    return text
            self.read(0.02)
        raise Fault(f"none of {texts} came; last: {self.said[-600:]!r}")

    def rest(self, seconds=0.03):
        """Waits until nothing was written for `seconds`."""
        while self.read(seconds):
            pass

    def rest_until(self, moment):
        while (left := moment - time.monotonic()) > 0:
            self.read(left)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)
