# storms.sh SWITCHES REQUESTS: everything at once, on a kernel that panics at the first warning. A line each: ok or not ok.
#
# Switches while clients open, grab, draw and die, and while personas that are to become active end; askers that are stopped and
# killed; descriptors that change hands; devices that are declared shared and private; random requests to nodes of input, mice, the framebuffer, logs and alarms, to the LED and the
# backlight from every persona, and to every file from root; a physical framebuffer that goes and comes; modules that are to go while
# they are in use. In the end as many namespaces are left as there were, one is active, input and drawing go on, and the modules go.
# SPDX-License-Identifier: GPL-2.0-only
switches=${1:-300} requests=${2:-20000}
here=/repo/kernel/scenarios
. /repo/kernel/vm/guest.sh
. $here/results.sh
. $here/traced.sh
. $here/input/talk.sh

console_off
active=/proc/dev_ns/active_ns_pid
modules_load
people one two
device keys typewriter
device pokes touch
device pad gamepad
nodes="$node_keys $node_pokes $node_pad /dev/devns/mice /dev/devns/mouse0 /dev/devns/fb0 /dev/log_main /dev/log_events /dev/alarm
	/sys/class/leds/devns::led/brightness /sys/class/backlight/devns/brightness /sys/class/backlight/devns/bl_power"
files="$active /proc/dev_ns/ns_tag /proc/dev_ns/devices /proc/dev_ns/statedump"

# namespaces: how many there are, as the kernel tells.
namespaces() {
	trace_begin
	echo 1 >/proc/dev_ns/statedump
	traced_count '^ns_appear: .* existing=1'
}

# Personas that are made, that open and grab, that are made active and killed at once.
mayflies() {
	while [ ! -e /tmp/enough ]; do
		unshare --pid --fork --kill-child --mount-proc sh -c \
			"echo grab | read_input -t 1 $node_keys $node_pokes >/dev/null & echo x >/dev/log_main; exec sleep 100" &
		mayfly=$!
		sleep 0.1
		init=
		read -r init <"/proc/$mayfly/task/$mayfly/children"
		[ -n "$init" ] && { echo "$init" >$active & kill -KILL "$init"; }
		wait
	done 2>/dev/null
}

# Askers that are stopped and killed while they ask.
askers() {
	while [ ! -e /tmp/enough ]; do
		switch_to "$init_one" 1 "$init_two" 1 "$init_one" 1 &
		asker=$!
		kill -STOP $asker
		sleep 0.02
		kill -CONT $asker
		sleep 0.01
		kill -KILL $asker
		wait $asker
	done >/dev/null 2>&1
}

# Descriptors that change hands, and clients that are killed.
clients() {
	while [ ! -e /tmp/enough ]; do
		for who in root one two; do
			within $who timeout -s KILL 0.1 read_input $node_pokes $node_pad </dev/null
			within $who timeout -s KILL 0.1 cat <&4
			within $who timeout -s KILL 0.1 cat /dev/devns/mice /dev/devns/mouse0
			within $who timeout -s KILL 0.1 paint /dev/devns/fb0 ff0000
		done
		rmmod dev_ns_input dev_ns_mouse dev_ns_logger dev_ns_alarm dev_ns
	done 4<$node_keys >/dev/null 2>&1
}

events() {
	while [ ! -e /tmp/enough ]; do
		ask keys burst 200 4000
		ask pokes burst 200 4000
	done
}

# The physical framebuffer's driver is taken from it and given back.
screens() {
	device=$(readlink -f /sys/class/graphics/fb0/device)
	driver=$(readlink -f "$device/driver")
	while [ ! -e /tmp/enough ]; do
		sleep 2
		echo "${device##*/}" >"$driver/unbind"
		sleep 0.3
		echo "${device##*/}" >"$driver/bind"
		wait_for 10 test -e /dev/fb0
		console_off
		echo >>/tmp/screens
	done
}

# Whose the framebuffer is, and a keyboard, keeps changing.
owners() {
	while [ ! -e /tmp/enough ]; do
		for whose in "private $init_one" shared "private $init_two" follow; do
			for device in framebuffer/fb0 "input/${node_keys##*/}"; do echo "$device $whose" >/proc/dev_ns/devices; done
			sleep 0.05
		done
	done
}

# A namespace begins with its first use: these two are among those that are there before.
for init in $init_one $init_two; do printf %s "$init:HERE" >/proc/dev_ns/ns_tag; done
# What is in use stays.
exec 5</dev/devns/mice 6</dev/devns/fb0 7<"$node_keys" 8</dev/log_main 9</dev/alarm
before=$(namespaces)
echo "# $before namespaces, $switches switches, $requests requests"
for job in mayflies askers clients events screens owners; do
	$job &
	jobs="$jobs $!"
done
seed=0
for who in root one two; do
	seed=$((seed + 1))
	within $who storm $seed $((requests / 3)) $nodes $([ $who != root ] || echo $files) >/tmp/storm.$who 2>&1 &
	storms="$storms $!"
done
done=0
while [ $done -lt $switches ]; do
	switch_to $init_one $init_two 1 $init_two $init_one 1 $init_one $init_two 1 1 >>/tmp/switches || break
	done=$((done + 10))
done
same "all switches were asked for" $(((switches + 9) / 10 * 10)) "$(wc -l </tmp/switches)"
holds "some were granted" grep -q " errno=0$" /tmp/switches
wait $storms
for who in root one two; do
	holds "$who's requests were all answered" grep -q "^requests=$((requests / 3)) " /tmp/storm.$who
	same "each of its targets granted $who something" "" "$(grep ' succeeded=0$' /tmp/storm.$who)"
	sed "s/^/# $who: /" /tmp/storm.$who
done
touch /tmp/enough
wait $jobs
holds "the screen went and came" test -s /tmp/screens
echo "# it did so $(wc -l </tmp/screens) times"

echo 1 >$active
same "one is active" 1 "$(cat $active)"
# The ends of namespaces are worked on after they came.
for round in 1 2 3 4 5 6 7 8 9 10; do
	after=$(namespaces)
	[ "$after" -le "$before" ] && break
	sleep 0.5
done
same "no namespace is left over" "$before" "$after"
while read -r name mode; do
	[ "$mode" = follow ] || echo "$name follow" >/proc/dev_ns/devices
done </proc/dev_ns/devices
device last keyboard
reader r root last
ask last burst 40
says "input goes on" "events=40 odd=0" r stat
# Nothing is left of what somebody asked for but its canvas.
start painter draw /dev/devns/fb0
ask painter blank 0
says "the mode can be set again" "mode=0" painter mode 1280 800 32 800
start screen draw /dev/fb0
says "drawing goes on" "write=4096000" painter write 90
says "and is on the screen" "read=0" screen check 90
for each in r last keys pokes pad painter screen; do end $each; done
exec 5<&- 6<&- 7<&- 8<&- 9<&-
kill -KILL "$init_one" "$init_two"
holds "all modules go" wait_for 20 sh -c 'rmmod $(cd '"$modules"' && ls dev_ns_*.ko | sed "s/\.ko$//") 2>/dev/null; rmmod dev_ns'
for round in 1 2 3 4 5; do
	modules_load
	rmmod $(cd $modules && ls dev_ns_*.ko | sed 's/\.ko$//') dev_ns || break
done
same "and come and go" 5 $round

results_end
