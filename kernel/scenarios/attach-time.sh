# How long until the first live event: of the collector, against bpftrace's own time to attach the same program.
# attach-time.sh [ROUNDS], or attach-time.sh each: how much each probe adds.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh

modules_load
while sleep 0.05; do
	echo 1 >/sys/class/leds/devns::led/brightness
done &
user=$!
node --enable-source-maps dist/bench/attach.js "${1:-3}"
outcome=$?
kill $user
exit $outcome
