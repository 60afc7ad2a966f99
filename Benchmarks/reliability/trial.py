"""A site to try a built frontis on, and what each part is given."""

import os
import random
import sqlite3
import subprocess
import tempfile
from contextlib import closing

CONFIG = """
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
const schema = z.object({ title: z.string(), n: z.number() });
export const collections = { notes: defineCollection({ loader: glob({ base: './notes', pattern: '**/*.md' }), schema }) };
"""

# Of every kind of file.
ANYTHING = b"""
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
export const collections = {
  notes: defineCollection({
    loader: glob({ base: './notes', pattern: '**/*.{md,yaml,json,toml}' }),
    schema: z.object({ title: z.string() }).passthrough(),
  }),
};
"""


class Fault(Exception):
    """A promise that was not kept."""


class LeftOut(Exception):
    """A part that cannot be tried here."""


def check(holds, what):
    if not holds:
        raise Fault(what)


def note(n, size=4096, newline="\n", mark=b"", final=True, extra=b"", title="A note"):
    """A file of about `size` bytes that `set n=…` changes in one place."""
    head = newline.join(["---", f"title: '{title}' # kept", f"n: {n}", "---", ""]).encode()
    line = b"Some words that fill a line of text." + newline.encode()
    body = (line * (size // len(line) + 1))[: max(size - len(head), 0)] + extra
    if final and not body.endswith(b"\n"):
        body += newline.encode()
    return mark + head + (body if final else body.rstrip(b"\r\n"))


class Trial:
    """One slice of a part: the program, how often to try, and chance from a seed."""

    def __init__(self, binary, count, seed):
        self.binary = os.path.abspath(binary)
        self.count = count
        self.random = random.Random(seed)
        self.sites = []

    def site(self, base=None):
        site = Site(self.binary, base)
        self.sites.append(site)
        return site

    def close(self):
        for site in self.sites:
            # A tree may be deeper than Python follows.
            subprocess.run(["rm", "-rf", site.base], check=False)


class Site:
    """A site and what frontis keeps of it, in a folder of its own."""

    def __init__(self, binary, base=None):
        self.binary = binary
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
            # A backtrace of what a failing call ended may never come to an end itself.
            SWIFT_BACKTRACE="enable=no",
        )

    def path(self, name):
        return os.path.join(os.fsencode(self.root) if isinstance(name, bytes) else self.root, name)

    def put(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)

    def get(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def start(self, *words, prefix=(), quiet=False, **variables):
        output = subprocess.DEVNULL if quiet else subprocess.PIPE
        return subprocess.Popen(
            [*prefix, self.binary, *words],
            cwd=self.root,
            env=self.environment | variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )

    def run(self, *words, prefix=(), timeout=120, **variables):
        process = self.start(*words, prefix=prefix, **variables)
        out, err = process.communicate(timeout=timeout)
        return process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace")

    def strays(self):
        """Temporary files and journals of writes that are still there."""
        return [
            os.path.join(folder, name)
            for folder, _, names in os.walk(self.root)
            for name in names
            if name.startswith(".frontis-")
        ]

    def ask(self, sql):
        with closing(sqlite3.connect(self.state, timeout=20)) as database:
            return database.execute(sql).fetchall()

    def check_database(self):
        if os.path.exists(self.state):
            answer = self.ask("PRAGMA integrity_check")[0][0]
            check(answer == "ok", f"the state database is damaged: {answer}")
