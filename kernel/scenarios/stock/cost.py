# SPDX-License-Identifier: GPL-2.0-only
"""
Times, in ns each, the median of seven:

    cost.py events PIPE OUT [COUNT]     what a device's driver and the input core take for an event, up to the clients' buffers
    cost.py opens FILE                  open and close of a regular file
"""
import os
import sys
import time

ROUNDS = 7
EVENTS = 8000
OPENS = 5000


def events(pipe, out, count=EVENTS):
    told = open(out)
    told.seek(0, os.SEEK_END)
    begin = time.monotonic_ns()
    with open(pipe, "w") as to:
        to.write(f"burst {count}\n")
    while not told.readline().endswith("\n"):
        time.sleep(0.001)
    return (time.monotonic_ns() - begin) // int(count)


def opens(path):
    begin = time.monotonic_ns()
    for _ in range(OPENS):
        os.close(os.open(path, os.O_RDONLY))
    return (time.monotonic_ns() - begin) // OPENS


what = {"events": events, "opens": opens}[sys.argv[1]]
print(sorted(what(*sys.argv[2:]) for _ in range(ROUNDS))[ROUNDS // 2])
