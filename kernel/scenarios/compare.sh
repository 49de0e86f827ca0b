# Switches for recordings to be compared: two parts alike, and a third in which a driver's phase is slowed. Whoever watches from outside
# has the collector record each part into a file of its own.
# SPDX-License-Identifier: GPL-2.0-only
DEVNS_FAULTS=1
. /repo/kernel/scenarios/stage.sh

# Without the framebuffer: what its part of a switch costs under emulation varies by more than what is compared here.
modules_load dev_ns dev_ns_input dev_ns_led
device touch "Compared touch screen"
touch=$node
for name in one two; do
	mkfifo "/tmp/$name.pipe"
	cast $name $name sh -c "exec read_input $touch <>/tmp/$name.pipe"
	eval "$name=\$persona_pid"
done
wait_for 10 sh -c "[ \$(ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c '$touch\$') -eq 2 ]"
collect_to /dev/virtio-ports/devns.packets /dev/virtio-ports/devns.control

while sleep 0.05; do echo "burst 4 400" >/tmp/touch; done &
user=$!

# part NAME: is recorded into /out/NAME.devns.
part() {
	echo "begin $1"
	wait_for 60 test -s "/out/$1.devns"
	for turn in 1 2 3 4 5 6 7 8 9 10; do
		switch_to "$one" "$two" "$one" "$two" "$one" "$two" >&2
		sleep 0.2
	done
	# What is told late belongs to it.
	sleep 2
	echo "end $1"
}

part a1
part a2
fault dev_ns.phase_stall "input activate 60000"
part b
sleep 1
kill $user
collect_end
