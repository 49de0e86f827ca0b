# What delivering input by dev_ns_input costs against stock evdev, in one boot, five rounds of each: an event's way from its device's driver
# to 1, 8 and 64 clients, and to one with 64 in the background beside it. Lines: `WHAT key=value…`; times in ns, the median of the rounds.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
events=4000
rounds=5

# readers COUNT [INIT]: so many clients of the keyboard, 16 in a process; in a persona if one is named. They go with unread.
readers() {
	left=$1
	while [ "$left" -gt 0 ]; do
		some=$((left < 16 ? left : 16)) left=$((left - some)) number=$((number + 1))
		mkfifo "/tmp/reader$number"
		inside "${2:-1}" sh -c "exec read_input $(yes "$node" | head -n $some | tr '\n' ' ') <>/tmp/reader$number" >"/tmp/reader$number.out" &
		wait_for 30 grep -q ready "/tmp/reader$number.out"
	done
}

unread() {
	for out in /tmp/reader*.out; do
		echo quit >"${out%.out}"
		wait_for 30 grep -q events= "$out"
	done
	rm -f /tmp/reader*
}

# took WHAT: an event's time goes to the end of /tmp/WHAT.
took() {
	python3 kernel/scenarios/stock/cost.py events /tmp/keyboard /tmp/keyboard.out $events >>"/tmp/took.$1"
}

# median WHAT
median() {
	sort -n "/tmp/took.$1" | sed -n "$(((rounds + 1) / 2))p"
}

# ratio WHAT CLIENTS A B: what A took against what B took.
ratio() {
	echo "$1 clients=$2 stock_ns=$(median "$4") dev_ns_ns=$(median "$3") ratio_percent=$(($(median "$3") * 100 / $(median "$4")))"
}

number=0
stock_input_load
device keyboard "Costly keys"
persona sleep 100000
for round in $(seq $rounds); do
	wait_for 10 test -c "$node"
	for clients in 1 8 64; do
		readers $clients
		took stock$clients
		unread
	done
	wait_for 10 rmmod evdev
	modules_load dev_ns dev_ns_input
	wait_for 10 test -c "$node"
	for clients in 1 8 64; do
		readers $clients
		took own$clients
		unread
	done
	readers 1
	readers 64 "$persona_pid"
	took background
	unread
	wait_for 10 rmmod dev_ns_input
	rmmod dev_ns
	modprobe -a evdev
done
for clients in 1 8 64; do ratio delivery $clients own$clients stock$clients; done
ratio one-with-64-in-the-background 65 background own1 | sed 's/stock_ns/without_ns/; s/dev_ns_ns/with_ns/'
