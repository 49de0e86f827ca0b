# The LEDs: the foreground is obeyed, the background is accepted and ignored, a line each.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh
. /repo/kernel/scenarios/results.sh
. /repo/kernel/scenarios/traced.sh

active=/proc/dev_ns/active_ns_pid
leds=/sys/class/leds
led=$leds/devns::led
physical=$leds/input0::capslock

# The persona writes what is put into /tmp/want, from a process of its own: it answers "ok" or the shell's complaint.
persona sh -c 'while :; do
	if [ -e /tmp/want ]; then
		{ sh -c "echo $(cat /tmp/want) >'$led/brightness'" && echo ok; } >/tmp/answer 2>&1
		rm /tmp/want
	fi
	sleep 0.1
done'

# writes VALUE: what the persona is answered when it writes it.
writes() {
	echo "$1" >/tmp/want.new
	mv /tmp/want.new /tmp/want
	wait_for 10 test ! -e /tmp/want
	cat /tmp/answer
}

# shown WHAT VIRTUAL PHYSICAL: a physical LED of a keyboard is on or off.
shown() {
	same "$1" "$2 $3" "$(cat $led/brightness) $(cat $physical/brightness)"
}

modules_load dev_ns
for count in 0 17; do
	insmod /devns/modules/dev_ns_led.ko count=$count 2>/dev/null
	same "$count LEDs are refused" 1 $?
done
insmod /devns/modules/dev_ns_led.ko count=3
same "three are called" "devns::led devns::led2 devns::led3" "$(ls $leds | grep ^devns | tr '\n' ' ' | sed 's/ $//')"
same "and have a trigger each" "dev_ns dev_ns2 dev_ns3" "$(tr -d '[]' <$physical/trigger | tr ' ' '\n' | grep ^dev_ns | tr '\n' ' ' | sed 's/ $//')"
rmmod dev_ns_led
modules_load dev_ns_led
same "by default there is one" "devns::led" "$(ls $leds | grep ^devns)"
holds "no trigger can be set on it" test ! -e $led/trigger

echo dev_ns >$physical/trigger
shown "off at first" 0 0
trace_begin
holds "root is active and switches it on" sh -c "echo 200 >$led/brightness"
shown "so it is on" 200 1
same "the persona's write succeeds" ok "$(writes 0)"
shown "and is ignored" 200 1
echo "$persona_pid" >$active
shown "a switch changes nothing" 200 1
same "active, the persona switches it off" ok "$(writes 0)"
shown "so it is off" 0 0
holds "root's write succeeds" sh -c "echo 255 >$led/brightness"
shown "and is ignored" 0 0
same "the persona asks for more than there is" ok "$(writes 9999)"
shown "and gets what there is" 255 1
same "what was asked is told, and whether it was obeyed" \
	"$root_inum 200 1;$(inum "$persona_pid") 0 0;$(inum "$persona_pid") 0 1;$root_inum 255 0;$(inum "$persona_pid") 255 1;" \
	"$(traced | sed -n 's/^led_request: ns=\([0-9]*\) .* value=\([0-9]*\) applied=\([01]\) name=devns::led$/\1 \2 \3;/p' | tr -d '\n')"
same "by a process of the persona that is not its init" 3 "$(traced | grep "^led_request: ns=$(inum "$persona_pid") " | grep -vc " vpid=1 ")"

echo none >$physical/trigger
shown "a physical LED without the trigger goes its own way" 255 0
echo dev_ns >$physical/trigger
shown "one that is given the trigger shows what is on" 255 1
kill -KILL "$persona_pid"
wait_for 10 grep -qx 1 $active
shown "the end of the persona changes nothing" 255 1
trace_begin
rmmod dev_ns_led
same "without the module the physical LED is off" 0 "$(cat $physical/brightness)"
same "and has no trigger" "[none]" "$(tr ' ' '\n' <$physical/trigger | grep '\[')"
same "which nobody asked for" 0 "$(traced_count ^led_request)"
rmmod dev_ns

results_end
