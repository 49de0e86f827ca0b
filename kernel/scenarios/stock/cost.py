# SPDX-License-Identifier: GPL-2.0-only
"""
In ns each, the median of seven: what a device's driver and the input core take for an event, up to the clients' buffers.

    cost.py events PIPE OUT [COUNT]
"""
import os
import sys
import time

ROUNDS = 7
EVENTS = 8000


def events(pipe, out, count=EVENTS):
    told = open(out)
    told.seek(0, os.SEEK_END)
    begin = time.monotonic_ns()
    with open(pipe, "w") as to:
        to.write(f"burst {count}\n")
    while not told.readline().endswith("\n"):
        time.sleep(0.001)
    return (time.monotonic_ns() - begin) // int(count)


print(sorted(events(*sys.argv[2:]) for _ in range(ROUNDS))[ROUNDS // 2])
