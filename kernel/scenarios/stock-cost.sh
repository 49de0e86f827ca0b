# What it costs to be watched, on a stock kernel, in instructions of the CPU (`vm run --counted`: a nanosecond is one): each path with the collector
# and without, in turns, in one run. Lines: `WHAT key=value…`; the medians of the rounds, and of those without the collector the
# least and the most as well. stock-cost.sh [ROUNDS [WHICH]]
#
# An event's way is all that the machine does meanwhile: the process that writes it to uinput, the input core, one client's buffer, and that
# client, which is woken and reads it; for each alone in a write, for a packet (a key and its report) in a write, and for eight packets. What
# evdev's probe adds by itself is told as well, as is what empty ones add, the least that any costs.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

stock_input_load
: >/tmp/regular
device keyboard "Costly keys"
mkfifo /tmp/reader.pipe
# It reads each packet as soon as it is woken: one that falls behind has a full buffer, which the probe looks through.
persona sh -c "exec chrt -f 1 read_input $node <>/tmp/reader.pipe" >/tmp/reader.out
wait_for 20 grep -q ready /tmp/reader.out
exec node --enable-source-maps dist/bench/watching.js "${1:-3}" "${2:-}"
