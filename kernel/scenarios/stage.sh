# The stage that the scenarios with personas and a collector play on: . /repo/kernel/scenarios/stage.sh
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh

# cast NAME TAG COMMAND…: begins a persona under a name. $persona_pid is its init.
cast() {
	cast_name=$1 cast_tag=$2
	shift 2
	persona "$@" >"/tmp/$cast_name.out" 2>"/tmp/$cast_name.err"
	printf %s "$persona_pid:$cast_tag" >/proc/dev_ns/ns_tag
}

# make_active INIT: switches, and returns when that is done.
make_active() {
	echo "$1" >/proc/dev_ns/active_ns_pid
}

# device KIND NAME: an input device, and its node in $node. It takes commands from the pipe /tmp/KIND, and answers there.
device() {
	mkfifo "/tmp/$1"
	generate "$1" "$2" <>"/tmp/$1" >"/tmp/$1.out" &
	wait_for 10 grep -q '^node=' "/tmp/$1.out"
	node=$(sed -n 's/^node=//p' "/tmp/$1.out")
	wait_for 10 test -c "$node"
}

# inside INIT COMMAND…: runs a command as one more process of a persona.
inside() {
	inside_init=$1
	shift
	nsenter --target "$inside_init" --pid --mount "$@"
}

# collect_to WHERE [CONTROL]: records in the background; returns when what was there before has been told as well. The collector
# takes requests from CONTROL, a port or a socket. $COLLECT is further options of it.
collect_to() {
	node --enable-source-maps dist/cli/main.js record -o - ${RAW:+--raw "$RAW"} ${2:+--control "$2"} ${COLLECT:-} \
		>"$1" 2>/tmp/collector.err &
	collector=$!
	wait_for 160 grep -q '^Recording' /tmp/collector.err
}

# collect_end: ends the recording, with all that belongs to it.
collect_end() {
	kill -INT "$collector"
	wait "$collector" || {
		cat /tmp/collector.err >&2
		die "the collector failed"
	}
}
