# The ways to audit a live kernel but around a command, which audit-live.sh has: for a time, until a signal, through another
# command as if of another machine, and while bpftrace is killed. A line each: ok or not ok. Not part of npm test.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh
. /repo/kernel/scenarios/input/talk.sh
led=/sys/class/leds/devns::led/brightness

# audit NAME OPTION…: in the background; returns when all is watched.
audit() {
	name=$1
	shift
	node --enable-source-maps dist/cli/main.js audit --json "$@" >"/tmp/$name.out" 2>"/tmp/$name.err" &
	auditor=$!
	wait_for 160 grep -q '^Watching' "/tmp/$name.err"
}

# ends NAME CODE VERDICT
ends() {
	wait $auditor
	code=$?
	verdict=$(sed -n 's/.*"type":"verdict","verdict":"\([a-z-]*\)".*/\1/p' "/tmp/$1.out")
	same "$1: how it ends" "$2 $3" "$code $verdict"
	[ "$code $verdict" = "$2 $3" ] || cat "/tmp/$1.out" "/tmp/$1.err" >&2
}

play() {
	for next in one two root; do
		front $next
		ask keys burst 8
		within one sh -c "echo $1 >$led"
	done
	for each in a b r; do ask $each stat; done
}

readers() {
	reader a one keys
	reader b two keys
	reader r root keys
}

modules_load dev_ns dev_ns_input dev_ns_led
people one two
for name in one two; do eval "echo \$init_$name:$name" >/proc/dev_ns/ns_tag; done
device keys keyboard

readers
audit time -d 6
play 1
ends time 0 pass

audit signal
play 2
kill -INT $auditor
ends signal 0 pass

audit via --via "sh -c"
play 3
kill -TERM $auditor
ends via 0 pass

audit killed
play 4
pkill -KILL -x bpftrace
wait_for 160 grep -q '^Lost: .*nobody watched' /tmp/killed.err
play 5
kill -INT $auditor
ends killed 3 inconclusive
holds "killed: and says why" grep -q 'nobody watched: bpftrace ended with 137' /tmp/killed.out

results_end
