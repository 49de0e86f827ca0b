#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""switch_cost.py ROUNDS INIT INIT: a switch's time beside that of a copy of the screen's bytes, in it and by itself.

A switch is dev_ns_switch(), from the request to the end. The copy in it is its one memcpy() from the canvas to the screen. The function tracer takes
the time of both, which costs some microseconds a switch. The bare copy is another memcpy() of the kernel's (bare_copy.ko), of as many bytes between buffers of
its own, after each switch and as long after it as the next one is after that: as cold as that. The write(2) that asks for a switch takes longer
than that: before it returns, the display's driver often has its turn, which goes on to copy what was drawn.
"""

import os
import re
import sys
import time
from pathlib import Path

REST_S = 0.05
SWITCH, COPY = "dev_ns_switch", "put_bytes"
TRACING = Path("/sys/kernel/tracing")
rounds, inits = int(sys.argv[1]), [init.encode() for init in sys.argv[2:]]
BARE = Path("/sys/module/bare_copy/parameters")
size = int((BARE / "bytes").read_text())
copy = os.open(BARE / "copy", os.O_WRONLY)
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
writes, bare = [], []
for turn in range(rounds):
    writes.append(took(os.write, active, inits[turn % 2]))
    took(os.write, copy, b"1")
    bare.append(int((BARE / "took").read_text()))
trace = (TRACING / "trace").read_text()
told("current_tracer", "nop")


def times(function):
    found = re.findall(rf"([\d.]+) us +\|(?: +{function} \[| +}} /\* {function} )", trace)
    if len(found) != rounds:
        sys.exit(f"{len(found)} of {rounds} times of {function}")
    return [round(float(us) * 1000) for us in found]


switches, copies = times(SWITCH), times(COPY)
middle = rounds // 2
ratios = sorted(100 * switch / inside for switch, inside in zip(switches, copies))
bare_ratios = sorted(100 * switch / one for switch, one in zip(switches, bare))
rest = sorted(switch - inside for switch, inside in zip(switches, copies))
print(
    f"bytes={size} switch_ns={sorted(switches)[middle]} copy_ns={sorted(copies)[middle]} rest_ns={rest[middle]}"
    f" ratio_percent={round(ratios[middle])} bare_copy_ns={sorted(bare)[middle]} to_bare_percent={round(bare_ratios[middle])}"
    f" write_ns={sorted(writes)[middle]}"
)
