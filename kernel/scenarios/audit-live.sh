# `devns-top audit -- COMMAND` on this kernel, around two plays: a clean one, and one in which a driver lies and then too much happens
# at once for buffers that are tiny. Lines:
#	ended PLAY exit=CODE
#	said PLAY LINE		of what it says in JSON
#	told PLAY LINE		meanwhile
#	reader PLAY.NAME pid=PID
# SPDX-License-Identifier: GPL-2.0-only
DEVNS_FAULTS=1
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh
. /repo/kernel/scenarios/input/talk.sh
led=/sys/class/leds/devns::led/brightness

# around PLAY: audits it, with a reader of each persona that is new. The command says when all is watched, and ends when the play is over.
mkfifo "$talk/begun" "$talk/over"
around() {
	reader a one keys
	reader b two keys
	reader r root keys
	for each in a b; do
		process_of $each
		echo "reader $1.$each pid=$process"
	done
	node --enable-source-maps dist/cli/main.js audit --json -- sh -c "echo >$talk/begun; read -r over <$talk/over" \
		>"/tmp/$1.out" 2>"/tmp/$1.err" &
	auditor=$!
	read -r begun <"$talk/begun"
	"play_$1"
	echo >"$talk/over"
	wait $auditor
	echo "ended $1 exit=$?"
	sed "s/^/said $1 /" "/tmp/$1.out"
	sed "s/^/told $1 /" "/tmp/$1.err"
	for each in a b r; do end $each; done
}

play_clean() {
	turn=0
	while [ $turn -lt 9 ]; do
		for next in one two root; do
			front $next
			ask keys burst 8
			within one sh -c "echo $turn >$led"
			turn=$((turn + 1))
		done
	done
	for each in a b r; do ask $each stat; done
}

# First the driver lies; then nobody reads what the probes say for a while.
play_bad() {
	echo Y >/sys/module/dev_ns_input/parameters/fault_leak
	ask keys burst 20
	ask a stat
	echo N >/sys/module/dev_ns_input/parameters/fault_leak
	# What was seen is told before anything is lost.
	sleep 2
	pkill -STOP -x bpftrace
	turn=0
	while [ $turn -lt 99 ]; do
		for next in one two root; do
			front $next
			turn=$((turn + 1))
		done
	done
	pkill -CONT -x bpftrace
	for each in a b r; do ask $each stat; done
}

modules_load dev_ns dev_ns_input dev_ns_led
people one two
for name in one two; do eval "echo \$init_$name:$name" >/proc/dev_ns/ns_tag; done
device keys keyboard

around clean

mkdir /tmp/tiny
bpftrace=$(command -v bpftrace)
cat >/tmp/tiny/bpftrace <<-EOF
	#!/bin/sh
	BPFTRACE_PERF_RB_PAGES=4 exec $bpftrace "\$@"
EOF
chmod +x /tmp/tiny/bpftrace
PATH=/tmp/tiny:$PATH
around bad
