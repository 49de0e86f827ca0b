# The demo of device namespaces: a phone, a palette, and a service that owns the switch. Switching to the palette puts the phone on
# hold: it keeps running, draws to its own buffer, and gets no input. A key that is pressed in the palette brings it back.
# palette.sh [pictures]: with `pictures` once, and somebody outside looks at the screen where a line `screen …` asks for it and answers
# on the control port; without, again and again, with a collector whose packets go to the host.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
outside=${1:-}
socket=/tmp/switch-service
SCREEN=/dev/devns/fb0
export SCREEN

# The console stays away from the screen.
console_off
echo "loading device namespaces"
modules_load
device touch "Demo touch screen"
export TOUCH="$node"
device keyboard "Demo keys"
export KEYS="$node"

echo "starting the phone, the palette and the service"
cast phone PHON sh kernel/scenarios/actor.sh 3465a4 20
phone=$persona_pid
cast palette PALE palette $SCREEN "$KEYS" $socket phone
palette=$persona_pid
switch_service $socket phone=$phone palette=$palette >/tmp/service.out &
wait_for 10 test -S $socket

press() {
	echo "packet 1 30 1" >/tmp/keyboard
	echo "packet 1 30 0" >/tmp/keyboard
	wait_for 10 grep -qx $phone /proc/dev_ns/active_ns_pid
}

screen() {
	echo "screen $1"
	read -r seen </dev/virtio-ports/devns.control
}

if [ -n "$outside" ]; then
	ask_switch $socket phone
	screen phone
	ask_switch $socket palette
	screen palette
	press
	screen phone
	ask_switch $socket nobody 2>&1
	sed 's/^/service /' /tmp/service.out
	echo "phone=$phone palette=$palette"
	exit 0
fi

echo "attaching the probes"
collect_to /dev/virtio-ports/devns.packets /dev/virtio-ports/devns.control
echo "switching"
while :; do
	ask_switch $socket phone
	sleep 4
	ask_switch $socket palette
	sleep 3
	press
done
