# Buffers that are too small, on a stock kernel without a module of ours, under an audit by a policy:
#
#	npm run vm -- run --timeout 500 kernel/scenarios/overrun.sh
#
# A policy forbids personas to read in the background what only the host reads: a quiet time passes; in the same one with more opens than the buffers
# have room for while nobody reads them, what was lost is counted and nothing passes; and where a persona did read, that stays a violation whatever
# was lost after it. A line each: ok or not ok. Not part of npm test.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh

stock_input_load
device gamepad "Game pad"
pad=$node
device keyboard "Other keys"
keys=$node
cat >/tmp/policy.json <<'END'
{
	"schema": 1,
	"default": "allow",
	"statements": [
		{ "id": "pad-is-the-hosts", "effect": "deny", "actions": ["read"], "persona": { "host": false },
		  "device": { "class": "input", "name": "Game pad" } }
	]
}
END
persona sleep 1000
mkdir /tmp/tiny
bpftrace=$(command -v bpftrace)
cat >/tmp/tiny/bpftrace <<-END
	#!/bin/sh
	BPFTRACE_PERF_RB_PAGES=4 exec $bpftrace "\$@"
END
chmod +x /tmp/tiny/bpftrace
mkfifo /tmp/begun /tmp/over

# around PLAY: audits it. `exit` is how that ended; what it says is in /tmp/PLAY.out.
around() {
	PATH=/tmp/tiny:$PATH node --enable-source-maps dist/cli/main.js audit --json --policy /tmp/policy.json -- \
		sh -c 'echo >/tmp/begun; read -r over </tmp/over' >"/tmp/$1.out" 2>"/tmp/$1.err" &
	auditor=$!
	read -r begun </tmp/begun
	"play_$1"
	echo >/tmp/over
	wait $auditor
	exit=$?
}

# read_pad: a persona reads what the pad says.
read_pad() {
	inside "$persona_pid" timeout 2 cat "$pad" >/tmp/read &
	reading=$!
	sleep 1
	echo "burst 40" >/tmp/gamepad
	wait $reading
	# What was seen is told before anything is lost.
	sleep 2
}

overrun() {
	pkill -STOP -x bpftrace
	inside "$persona_pid" python3 -c 'import os, sys
for _ in range(3000): os.close(os.open(sys.argv[1], os.O_RDONLY))' "$keys"
	pkill -CONT -x bpftrace
}

play_quiet() {
	inside "$persona_pid" timeout 1 cat "$keys" >/dev/null
	sleep 1
}
play_lost() {
	overrun
}
play_broken() {
	read_pad
	overrun
}

# verdict PLAY: of the policy's statement.
verdict() {
	sed -n 's/.*"type":"rule","rule":"policy:pad-is-the-hosts".*"verdict":"\([a-z-]*\)".*/\1/p' "/tmp/$1.out"
}
lost() {
	sed -n "s/.*\"reason\":\"\([^\"]*something was lost: bpftrace's buffer was full[^\"]*\)\".*/\1/p" "/tmp/$1.out"
}

around quiet
same "nothing is lost in a quiet time, and it passes" "pass 0 " "$(verdict quiet) $exit $(lost quiet)"
around lost
same "of what was lost, nothing passes" "inconclusive 3" "$(verdict lost) $exit"
holds "and that it was is said" test -n "$(lost lost)"
around broken
same "what was seen to be read stays a violation" "fail 1" "$(verdict broken) $exit"
holds "and what was lost is said" test -n "$(lost broken)"
for play in quiet lost broken; do sed "s/^/# $play /" "/tmp/$play.err"; grep -v '"verdict":"not-applicable"' "/tmp/$play.out" | cut -c1-400 | sed "s/^/# $play /"; done
results_end
