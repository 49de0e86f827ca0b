# Three personas that share a touch screen, a keyboard, the framebuffer and an LED; somebody who uses them; somebody who
# switches between them; and the collector, whose packets go to the host.
# demo.sh [SWITCHES [lies]]: ends after so many switches; without a number it goes on until the guest is ended. With `lies` it is the build
# of the modules that can be made to fail, and one driver after the other does for a while.
# SPDX-License-Identifier: GPL-2.0-only
switches=${1:-} lies=${2:-}
[ -z "$lies" ] || DEVNS_FAULTS=1
. /repo/kernel/scenarios/stage.sh

echo "loading device namespaces"
modules_load
device touch "Demo touch screen"
export TOUCH="$node"
device keyboard "Demo keys"
export KEYS="$node"

# Each persona draws on a framebuffer of its own; the screen shows the active one's.
export SCREEN=/dev/devns/fb0

echo "starting three personas"
cast work WORK sh kernel/scenarios/actor.sh 3465a4 120
work=$persona_pid
cast home HOME sh kernel/scenarios/actor.sh 4e9a06 90 grab
home=$persona_pid
cast kids KIDS sh kernel/scenarios/actor.sh f57900 150
kids=$persona_pid

echo "attaching the probes"
collect_to /dev/virtio-ports/devns.packets /dev/virtio-ports/devns.control

# Somebody touches and types, the whole time, whoever gets it.
while sleep 0.2; do
	echo "burst 40 100" >/tmp/touch
	echo "burst 8" >/tmp/keyboard
done &
user=$!

# lie TURN: what goes wrong in it, and is well again afterwards.
lie() {
	case $1 in
	3) fault dev_ns_input.leak Y ;;
	4) fault dev_ns_input.leak N ;;
	6) fault dev_ns_led.obey_background Y ;;
	7) fault dev_ns_led.obey_background N ;;
	9) fault dev_ns_input.lose_grab Y ;;
	11) fault dev_ns_input.lose_grab N ;;
	esac
}

echo "switching"
turn=0
while [ -z "$switches" ] || [ $turn -lt "$switches" ]; do
	for next in $work $home $kids; do
		sleep 2
		switch_to "$next" >&2
		turn=$((turn + 1))
		[ -z "$lies" ] || lie $turn
	done
done
sleep 1
kill $user
collect_end
