# A storm of uevents, which a persona makes as fast as it can by writing to a uevent file, and as many that it makes up:
#
#	npm run vm -- run kernel/scenarios/uevents.sh [COUNT]
#
# What was told, and what was said to be lost, must be what a listener heard, and nothing else may come of it. A line each: ok or not ok. Not
# part of npm test.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh
count=${1:-10000}

stock_input_load
device keyboard "Stormy keys"
node --enable-source-maps dist/cli/main.js record -o /tmp/seen.devns 2>/tmp/collector.err &
collector=$!
wait_for 160 grep -q '^Recording' /tmp/collector.err
python3 kernel/scenarios/stock/uevents.py listen ear >/tmp/ear &
ear=$!
wait_for 20 grep -q ready /tmp/ear

persona python3 -c '
import os, sys, time
sys.path.insert(0, "kernel/scenarios/stock")
import uevents
node, count = sys.argv[1], int(sys.argv[2])
file = os.open(f"/sys/class/input/{node}/uevent", os.O_WRONLY)
began = time.monotonic()
for turn in range(count):
    os.pwrite(file, b"change", 0)
took = time.monotonic() - began
for turn in range(count):
    uevents.send(f"add@/x\"}}\n{turn}\0ACTION=add\0SEQNUM={turn}\0ue 1 0 0 0\0".encode())
print("made", round(count / took), "a second", flush=True)
time.sleep(1000)' "${node##*/}" "$count" >/tmp/storm
wait_for 120 grep -q made /tmp/storm
cat /tmp/storm >&2
wait_for 60 sh -c "[ \$(grep -c ^uevent /tmp/ear) -ge $((2 * count)) ]"
# At once: bpftrace prints slower than this was made, and passes over what it has not read when it is told to end.
collect_end
kill "$ear"

node --input-type=module -e '
import { createReadStream } from "node:fs";
import { readTrace } from "/repo/dist/decoders/trace.js";
const kinds = new Map(), origins = new Map(), numbers = new Set();
let lost = 0, twice = 0;
for await (const batch of readTrace(createReadStream("/tmp/seen.devns")))
	for (const event of batch) {
		kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1);
		if (event.kind === "loss") lost += event.count, console.log("loss", event.count, event.reason);
		if (event.kind !== "uevent" || event.origin === "kernel") continue;
		origins.set(event.origin, (origins.get(event.origin) ?? 0) + 1);
		if (numbers.has(event.sequence)) twice++;
		numbers.add(event.sequence);
	}
const [written = 0, sent = 0] = ["written", "sent"].map((origin) => origins.get(origin));
console.log(`uevents ${written} written, ${sent} sent, ${lost} lost`);
console.log(`sum ${written + sent + lost >= 2 * Number(process.argv[1])} twice ${twice} sessions ${kinds.get("session")} rejects ${kinds.get("reject") ?? 0}`);' \
	"$count" >/tmp/told
cat /tmp/told >&2
same "the listener heard all of them" $((2 * count)) "$(grep -c '^uevent ear .*action=\(change\|add\) ' /tmp/ear)"
same "what was not told was lost, and said to be; nothing was told twice, forged or not understood" \
	"sum true twice 0 sessions 1 rejects 0" "$(grep '^sum' /tmp/told)"
results_end
