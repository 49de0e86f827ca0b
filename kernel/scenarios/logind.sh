# logind's sessions as a policy, on a stock kernel without a module of ours, under systemd:
#
#	npm run vm -- run --flavour runtimes --timeout 400 kernel/scenarios/logind.sh
#
# Two personas' inits and a process of the root's each lead a session of seat0, on a virtual terminal each, which come to the foreground one
# after the other; then a session led from a PID namespace inside a persona's, and a terminal that is nobody's session. What logind says
# (`loginctl`) and what was asked for is held against what was recorded. A line each: ok or not ok. Not part of npm test, as its guest takes a
# minute and a half to build.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh

# session LEADER NUMBER: it is on the virtual terminal of this number.
session() {
	python3 kernel/scenarios/logind/session.py "$1" "$2" >"/tmp/session$2.out" 2>"/tmp/session$2.err" &
	wait_for 30 grep -q session "/tmp/session$2.out" || cat "/tmp/session$2.err" >&2
}

# terminal NUMBER: brings it to the foreground, whoever has it.
terminal() {
	python3 -c 'import fcntl, sys
there = open("/dev/tty0")
for call in (0x5606, 0x5607): fcntl.ioctl(there, call, int(sys.argv[1]))' "$1"
}

# foreground NUMBER LEADER: brings the terminal there; logind's own tool says that it knows.
foreground() {
	terminal "$1"
	wait_for 30 leads "$2"
	# As long as who looks at it may need, and what is counted to be told.
	sleep 2
}
# nobody NUMBER: a terminal that is no session.
nobody() {
	terminal "$1"
	wait_for 30 sh -c '[ -z "$(loginctl show-seat seat0 --property=ActiveSession --value)" ]'
	sleep 2
}
leads() {
	[ "$(loginctl show-session "$(loginctl show-seat seat0 --property=ActiveSession --value)" --property=Leader --value)" = "$1" ]
}

stock_input_load
device touch "Stock touch screen"
touch=$node
for name in one two; do
	mkfifo "/tmp/$name.pipe"
	persona sh -c "exec read_input $touch <>/tmp/$name.pipe" >"/tmp/$name.out"
	eval "$name=$persona_pid"
	wait_for 20 grep -q ready "/tmp/$name.out"
done
sleep 1000 &
root=$!
session $root 1
session "$one" 2
session "$two" 3
inside "$one" unshare --pid --fork sleep 2000 &
wait_for 10 pgrep -fx 'sleep 2000'
nested=$(pgrep -fx 'sleep 2000')
session "$nested" 4
foreground 1 $root

node --enable-source-maps dist/cli/main.js record --active logind -o /tmp/seen.devns 2>/tmp/collector.err &
collector=$!
wait_for 160 grep -q '^Recording' /tmp/collector.err
foreground 2 "$one"
echo "burst 80 400" >/tmp/touch
wait_for 30 grep -q '^burst' /tmp/touch.out || cat /tmp/touch.out >&2
sleep 1
foreground 3 "$two"
foreground 1 $root
foreground 4 "$nested"
foreground 1 $root
nobody 9
foreground 2 "$one"
sleep 1
collect_end

node --enable-source-maps dist/cli/main.js report --json /tmp/seen.devns >/tmp/seen.json
cat > /tmp/course.mjs <<'JS'
import { readFileSync } from "node:fs";
const all = readFileSync("/tmp/seen.json", "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const names = new Map(all.filter(({ type }) => type === "persona").map((one) => [one.persona, one.level === 0 ? "root" : one.init_pid]));
console.log(all.filter(({ type }) => type === "switch").map(({ from, to, reason, outcome }) => `${names.get(from)}-${names.get(to)} ${reason} ${outcome}`).join(", "));
JS
same "who is in the foreground, as logind has it" \
	"root-$one session done, $one-$two session done, $two-root session done" "$(node /tmp/course.mjs)"
cat >/tmp/active.mjs <<'JS'
import { createReadStream } from "node:fs";
import { readTrace } from "/repo/dist/decoders/trace.js";
const inits = new Map([[0, "unknown"], [4026531836, "root"]]), said = [];
for await (const batch of readTrace(createReadStream("/tmp/seen.devns")))
	for (const event of batch) {
		if (event.kind === "persona-appeared" && !inits.has(event.persona)) inits.set(event.persona, event.initPid);
		if (event.kind === "active") said.push(inits.get(event.persona));
	}
console.log(said.join(" "));
JS
same "a leader inside a persona, and a terminal without a session: who is active is not known, until somebody is again" \
	"root unknown root unknown $one" "$(node /tmp/active.mjs)"
results_end
