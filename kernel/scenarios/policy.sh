# Audits by a policy, on a stock kernel without a module of ours:
#
#	npm run vm -- run --timeout 560 kernel/scenarios/policy.sh [written|quiet|lost|broken …]
#
# One that was written from what is seen passes as long as nothing else comes to be, and what does is caught. One that forbids personas to read a
# device: a quiet time passes; where more is opened than tiny buffers have room for while nobody reads them, what was lost is counted and nothing passes;
# and where a persona did read, that stays a violation whatever was lost after it. A line each: ok or not ok. Of it `lost` is part of npm test.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh

plays=${*:-written quiet lost broken}

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
mkfifo /tmp/reader.pipe
persona sh -c "exec read_input $keys <>/tmp/reader.pipe" >/tmp/reader.out
wait_for 20 grep -q ready /tmp/reader.out
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

# written NAME COMMAND…: audits by the policy that was written, while the command is run.
written() {
	name=$1
	shift
	node --enable-source-maps dist/cli/main.js audit --json --policy /tmp/seen.json -- "$@" >"/tmp/$name.out" 2>"/tmp/$name.err"
	exit=$?
}
# Each is a play, and what is to come of it.
judge_written() {
	node --enable-source-maps dist/cli/main.js audit --init-policy -- sh -c 'echo "burst 40" >/tmp/keyboard; sleep 3' >/tmp/seen.json 2>/tmp/init.err
	same "a policy is written from what is seen" 0 $?
	written same sh -c 'echo "burst 40" >/tmp/keyboard; sleep 3'
	same "and passes as long as nothing else is" "0 pass" "$exit $(sed -n 's/.*"type":"verdict","verdict":"\([a-z-]*\)".*/\1/p' /tmp/same.out)"
	written other nsenter --target "$persona_pid" --pid timeout 1 cat "$pad"
	same "what else is done is caught" 1 $exit
	holds "with who did it" grep -q '"type":"finding".*"comm":"cat".*"it opened the device"' /tmp/other.out
}
judge_quiet() {
	around quiet
	same "nothing is lost in a quiet time, and it passes" "pass 0 " "$(verdict quiet) $exit $(lost quiet)"
}
judge_lost() {
	around lost
	same "of what was lost, nothing passes" "inconclusive 3" "$(verdict lost) $exit"
	holds "and that it was is said" test -n "$(lost lost)"
}
judge_broken() {
	around broken
	same "what was seen to be read stays a violation" "fail 1" "$(verdict broken) $exit"
	holds "and what was lost is said" test -n "$(lost broken)"
}

for play in $plays; do judge_$play; done
for told in /tmp/*.err; do
	play=$(basename "$told" .err)
	sed "s/^/# $play /" "$told"
	[ ! -e "/tmp/$play.out" ] || grep -v '"verdict":"not-applicable"' "/tmp/$play.out" | cut -c1-400 | sed "s/^/# $play /"
done
results_end
