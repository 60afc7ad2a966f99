#!/usr/bin/env python3
"""Holds a built frontis to what it promises of files, of its own memory, and of those who mean harm.

    python3 Benchmarks/reliability .build/release/frontis [--share 0.1] [--only saves,typing]

Prints a table, one line for each part, and exits with 1 when one of them did not hold. Needs Linux for all parts;
`strace` for failing calls, root for the full disk and foreign owners: what cannot be tried is named and left out.
"""

import argparse
import os
import sys
import time
from collections import Counter, namedtuple
from concurrent.futures import ProcessPoolExecutor, as_completed

import bombs
import failing
import files
import following
import killing
import places
from trial import Fault, LeftOut, Trial

# `count` is the number of tries of a full run, which `slices` processes share; `least` that of the shortest.
Part = namedtuple("Part", "code function count least slices")

PARTS = [
    Part("F1", killing.typing, 1000, 1, 8),
    Part("F1", killing.small_saves, 950, 1, 4),
    Part("F1", killing.large_saves, 50, 0, 1),
    Part("F2", failing.failing_calls, 10_000, 6, 2),
    Part("F2", failing.short_writes, 12, 1, 1),
    Part("F2", failing.full_disk, 1, 1, 1),
    Part("F3", files.attributes, 40, 5, 1),
    Part("F4", files.races, 500, 2, 4),
    Part("F4", files.writers, 200, 4, 2),
    Part("F4", files.forms, 100, 1, 4),
    Part("F5", killing.history, 1000, 1, 4),
    Part("F6", failing.damage, 100, 3, 2),
    Part("F10", following.checkouts, 100, 0, 2),
    Part("F10", following.watches, 1, 0, 1),
    Part("B3", bombs.bombs, 10, 0, 1),
    Part("B4", places.odd_files, 1, 1, 1),
    Part("B4", places.odd_settings, 1, 1, 1),
    Part("B5", files.bad_bytes, 1, 1, 1),
    Part("B7", places.ids, 250, 2, 1),
    Part("B7", places.actions, 250, 2, 1),
]


def run(index, binary, count, seed):
    """One slice of a part, in a process of its own: its numbers, or what was wrong."""
    part, start = PARTS[index], time.monotonic()
    trial = Trial(binary, count, seed)
    try:
        return index, part.function(trial), None, time.monotonic() - start
    except LeftOut as reason:
        return index, {}, reason, time.monotonic() - start
    except Exception as fault:  # The other parts go on.
        return index, {}, Fault(f"{type(fault).__name__}: {fault}"), time.monotonic() - start
    finally:
        trial.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--share", type=float, default=1, help="of the full numbers; 0 for the shortest run")
    parser.add_argument("--only", default="", help="parts, separated by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2 * (os.cpu_count() or 2))
    arguments = parser.parse_args()
    wanted = [name for name in arguments.only.split(",") if name]
    slices, numbers, faults, seconds = [], {}, {}, Counter()
    for index, part in enumerate(PARTS):
        count = max(part.least, round(part.count * arguments.share))
        if count and (not wanted or part.function.__name__ in wanted):
            share = min(part.slices, count)
            for i in range(share):
                slices.append((index, arguments.binary, (count + i) // share, arguments.seed * 1000 + i))
    # The long ones first.
    slices.sort(key=lambda slice: (-slice[2], slice[0]))
    left = Counter(index for index, *_ in slices)
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for future in as_completed([pool.submit(run, *slice) for slice in slices]):
            index, counts, fault, took = future.result()
            numbers.setdefault(index, Counter()).update(counts)
            seconds[index] += took
            if fault:
                faults.setdefault(index, fault)
            left[index] -= 1
            if not left[index]:
                show(PARTS[index], numbers[index], faults.get(index), seconds[index])
    sys.exit(any(isinstance(fault, Fault) for fault in faults.values()))


def show(part, counts, fault, seconds):
    name = part.function.__name__.replace("_", " ")
    words = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    result = "FAULT" if isinstance(fault, Fault) else "-" if fault else "ok"
    print(f"{part.code:<3} {name:<14} {result:<6} {fault or words} ({seconds:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
