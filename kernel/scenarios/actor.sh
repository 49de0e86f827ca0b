# A persona of the demo: reads the touch screen and the keys, paints its colour, and asks for the LED.
# actor.sh COLOUR PAUSE_MS [grab]: with `grab` it wants the touch screen for itself.
# SPDX-License-Identifier: GPL-2.0-only
colour=$1 pause=$2 wish=${3:-}
led=/sys/class/leds/devns::led/brightness

{
	echo "$wish"
	exec sleep infinity
} | read_input "$TOUCH" >/dev/null &
read_input "$KEYS" </dev/null >/dev/null &
paint "${SCREEN:-/dev/fb0}" "$colour" 0 "$pause" &
while :; do
	echo 1 >$led
	sleep 1
	echo 0 >$led
	sleep 1
done
