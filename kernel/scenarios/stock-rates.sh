# How much of a CPU the collector and its bpftrace take while input comes, on a stock kernel, and whether all of it is counted. Lines:
# `WHAT key=value…`. stock-rates.sh [each] [RATE…]: events a second, 0, 1000 and 20000 by default, 5 s of each; with `each`, each delivery is told.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
if [ "${1:-}" = each ]; then
	COLLECT=--each-delivery
	shift
fi
[ $# -gt 0 ] || set -- 0 1000 20000

# cpu_ms PID…: CPU time that they have used, in ms.
cpu_ms() {
	for pid in "$@"; do cut -d' ' -f14,15 "/proc/$pid/stat"; done | awk '{ sum += $1 + $2 } END { print sum * 10 }'
}

# busy RATE: `rate` is what came. From 4000 on a write has eight packets: a write for each would take all of the machine's time.
busy() {
	node_before=$(cpu_ms "$collector") bpftrace_before=$(cpu_ms "$bpftrace")
	begin=$(date +%s%N)
	if [ "$1" -eq 0 ]; then sleep 5; else
		answers=$(wc -l </tmp/keyboard.out)
		echo "burst $(($1 * 5)) $1 $(($1 < 4000 ? 0 : 8))" >/tmp/keyboard
		wait_for 120 sh -c "[ \$(wc -l </tmp/keyboard.out) -gt $answers ]"
	fi
	took=$((($(date +%s%N) - begin) / 1000000))
	echo "cpu wanted=$1 rate=$(($1 * 5000 / took)) collector_percent=$((($(cpu_ms "$collector") - node_before) * 100 / took))" \
		"bpftrace_percent=$((($(cpu_ms "$bpftrace") - bpftrace_before) * 100 / took))"
}

stock_input_load
device keyboard "Busy keys"
mkfifo /tmp/reader.pipe
persona sh -c "exec read_input $node <>/tmp/reader.pipe" >/tmp/reader.out
wait_for 20 grep -q ready /tmp/reader.out
collect_to /tmp/packets
bpftrace=$(pgrep -P "$collector" -x bpftrace)
for rate in "$@"; do busy "$rate"; done
sleep 1
written=$(tail -n 1 /tmp/keyboard.out | sed 's/.*written=//')
echo quit >/tmp/reader.pipe
wait_for 20 grep -q events= /tmp/reader.out
sleep 1
collect_end
echo "reader $(tail -n 1 /tmp/reader.out | grep -o '[a-z]*=[0-9]*' | grep -E '^(events|dropped)=' | tr '\n' ' ')"
node --enable-source-maps dist/cli/main.js report --json /tmp/packets >/tmp/report
grep '"type":"client"' /tmp/report | grep '"comm":"read_input"' |
	sed "s/.*\"delivered\":\([0-9]*\).*\"dropped\":\([0-9]*\).*/accounted written=$written delivered=\1 dropped=\2/"
grep "\"type\":\"loss\"" /tmp/report | sed "s/.*\"events\":\([0-9]*\).*\"times\":\([0-9]*\).*\"last_loss_reason\":\([^,]*\),.*/loss events=\1 times=\2 reason=\3/"
# How many deliveries were told, and what of the reader's they say at last.
node --input-type=module -e '
import { createReadStream } from "node:fs";
import { readTrace } from "/repo/dist/decoders/trace.js";
let [told, back, last, who] = [0, 0, 0];
for await (const batch of readTrace(createReadStream("/tmp/packets")))
	for (const event of batch) {
		if (event.kind === "opened" && event.process.comm === "read_input") who = event.client;
		if (event.kind !== "delivery" || event.client !== who) continue;
		told++;
		if (event.delivered < last) back++;
		last = event.delivered;
	}
console.log(`told deliveries=${told} back=${back} last=${last}`);'
