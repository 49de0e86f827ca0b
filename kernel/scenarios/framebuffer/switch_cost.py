#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""switch_cost.py ROUNDS INIT INIT: a switch's time beside that of the copy of the screen's bytes in it.

A switch is dev_ns_switch(), from the request to the end. The copy is its one memcpy() from the canvas to the screen: the same bytes in the
same memory, as warm or as cold. The function tracer takes the time of both, which costs some microseconds a switch. How long the C library takes
for as many bytes from one buffer to another, again and again, is told beside it. The write(2) that asks for a switch takes longer
than that: before it returns, the display's driver often has its turn, which goes on to copy what was drawn.
"""

import ctypes
import os
import re
import sys
import time
from pathlib import Path

REST_S = 0.05
SWITCH, COPY = "dev_ns_switch", "put_bytes"
TRACING = Path("/sys/kernel/tracing")
rounds, inits = int(sys.argv[1]), [init.encode() for init in sys.argv[2:]]
graphics = next(path for path in sorted(Path("/sys/class/graphics").glob("fb[0-9]*")) if (path / "virtual_size").exists())
lines = int((graphics / "virtual_size").read_text().split(",")[1])
size = lines * int((graphics / "stride").read_text())
source, target = (ctypes.create_string_buffer(os.urandom(4096) * (size // 4096), size) for _ in range(2))
active = os.open("/proc/dev_ns/active_ns_pid", os.O_WRONLY)


def told(name, text):
    (TRACING / name).write_text(text)


def took(action, *arguments):
    # What the one before left for others to do, the display's driver above all, is done by then.
    time.sleep(REST_S)
    begin = time.perf_counter_ns()
    action(*arguments)
    return time.perf_counter_ns() - begin


told("set_ftrace_filter", f"{SWITCH} {COPY}")
told("options/funcgraph-tail", "1")
told("current_tracer", "function_graph")
told("trace", "")
writes, library = [], []
for turn in range(rounds):
    writes.append(took(os.write, active, inits[turn % 2]))
    library.append(took(ctypes.memmove, target, source, size))
trace = (TRACING / "trace").read_text()
told("current_tracer", "nop")


def times(function):
    found = re.findall(rf"([\d.]+) us +\|(?: +{function} \[| +}} /\* {function} )", trace)
    if len(found) != rounds:
        sys.exit(f"{len(found)} of {rounds} times of {function}")
    return [round(float(us) * 1000) for us in found]


switches, copies = times(SWITCH), times(COPY)
middle = rounds // 2
ratios = sorted(100 * switch / copy for switch, copy in zip(switches, copies))
rest = sorted(switch - copy for switch, copy in zip(switches, copies))
print(
    f"bytes={size} switch_ns={sorted(switches)[middle]} copy_ns={sorted(copies)[middle]} rest_ns={rest[middle]}"
    f" ratio_percent={round(ratios[middle])} warm_copy_ns={sorted(library)[middle]} write_ns={sorted(writes)[middle]}"
)
