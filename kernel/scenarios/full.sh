# More clients of an input device than the probes' maps hold, on a stock kernel without a module of ours:
#
#	npm run vm -- run --timeout 500 kernel/scenarios/full.sh
#
# Those that there was no room for must be told as lost, and none of the others may have another's counts. A line each: ok or not ok. Not part
# of npm test.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh
room=4096
more=150

stock_input_load
device keyboard "Crowded keys"
node --enable-source-maps dist/cli/main.js record -o /tmp/seen.devns 2>/tmp/collector.err &
collector=$!
wait_for 160 grep -q '^Recording' /tmp/collector.err

ulimit -n 8192
persona python3 -c 'import os, sys, time
files = [os.open(sys.argv[1], os.O_RDONLY) for _ in range(int(sys.argv[2]))]
print("open", len(files), flush=True)
time.sleep(1000)' "$node" $((room + more)) >/tmp/crowd.out
wait_for 120 grep -q open /tmp/crowd.out
echo "burst 40" >/tmp/keyboard
wait_for 120 grep -q '^burst' /tmp/keyboard.out
sleep 3
collect_end

node --input-type=module -e '
import { createReadStream } from "node:fs";
import { readTrace } from "/repo/dist/decoders/trace.js";
const clients = new Map(), given = new Map();
let lost = 0;
for await (const batch of readTrace(createReadStream("/tmp/seen.devns")))
	for (const event of batch) {
		if (event.kind === "opened" && event.process.comm === "python3") clients.set(event.client, event);
		if (event.kind === "delivery") given.set(event.client, event.delivered);
		if (event.kind === "loss") console.log("loss", event.count, event.reason), lost += event.reason.startsWith("more than") ? event.count : 0;
	}
const counts = new Map();
for (const client of clients.keys()) counts.set(given.get(client) ?? 0, (counts.get(given.get(client) ?? 0) ?? 0) + 1);
const strangers = [...given].filter(([client, count]) => !clients.has(client) && count > 0).length;
console.log("clients", clients.size, "counts", [...counts].map(([count, times]) => `${count}:${times}`).join(","), "strangers", strangers, "unnumbered", lost);' >/tmp/told
same "those that there was room for have what they were given; the others are lost, and nobody's" \
	"clients $room counts 40:$room strangers 0 unnumbered $more" "$(grep '^clients' /tmp/told)"
holds "that the maps were full is told" grep -q "^loss 0 .*holds $room entries" /tmp/told
sort /tmp/told | uniq -c | head -5 >&2
results_end
