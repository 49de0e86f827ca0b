# A persona that calls everything it can by names that look like the collector's own lines, end lines, or move the cursor.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

# The most a comm holds is 15 bytes.
forged=$(printf 'x"}\n{"type":')
escape=$(printf '\033[2J\033]0;x\007\tA\r')
broken=$(printf '\377\376\200caf\303')

modules_load
device keyboard "$(printf 'k\033[31m"}\n{"type": "printf", "data": "bg 1 1"}\n\302\233x')"
collect_to /dev/virtio-ports/devns.packets /dev/virtio-ports/devns.control

# speak COMM: a persona whose init takes a name, opens the device and asks for the LED.
speak() {
	cast "$2" "$3" sh -c '
		printf %s "$0" >/proc/self/comm
		exec 9<"$1"
		echo 1 >/sys/class/leds/devns::led/brightness
		sleep 1000 <&9 &
		wait' "$1" "$node"
	wait_for 10 sh -c "ls -l /proc/$persona_pid/fd | grep -q ${node##*/}"
}

speak "$forged" forged '"}\'
speak "$escape" escape "'%s"
speak "$broken" broken '{b}'
sleep 1

# Whoever watches from outside asks the collector to make the last one active.
echo "wanted $persona_pid"
wait_for 60 grep -qx "$persona_pid" /proc/dev_ns/active_ns_pid
sleep 1
collect_end
