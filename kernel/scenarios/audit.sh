# What the audit is tried on: a clean part, of SWITCHES switches under load, and then each fault of kernel/dev_ns/FAULTS.md by
# itself, all in one boot and one attach of the probes. Who plays is new for each fault. Lines:
#	reader NAME pid=PID inum=NS node=NODE
#	part NAME begin=SECONDS end=SECONDS		of boot time
# SPDX-License-Identifier: GPL-2.0-only
switches=${1:-60}
DEVNS_FAULTS=1
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh
. /repo/kernel/scenarios/input/talk.sh
RAW=${RAW:-}

now() {
	read -r now _ </proc/uptime
}

# begin NAME, over: a part; between two of them everything comes to rest.
begin() {
	part=$1
	now
	begun=$now
}
over() {
	sleep 0.5
	now
	echo "part $part begin=$begun end=$now"
	sleep 0.1
}

# player NAME PERSONA DEVICE…: a reader, and who it is.
player() {
	reader "$@"
	process_of "$1"
	eval "player_node=\$node_$3"
	inum=$(readlink "/proc/$process/ns/pid" | tr -dc 0-9)
	echo "reader $part.$1 pid=$process inum=$inum node=${player_node#/dev/input/}"
}

leave() {
	for leaving in "$@"; do end "$leaving"; done
}

# put FAULT VALUE
put() {
	echo "$2" >"/sys/module/${1%.*}/parameters/fault_${1#*.}"
}

physical=/sys/class/leds/input0::capslock
led=/sys/class/leds/devns::led/brightness
backlight=/sys/class/backlight/devns/brightness
canvas=/dev/devns/fb0

# Nobody else draws: the console goes from the physical framebuffer.
console_off
modules_load dev_ns dev_ns_input dev_ns_mouse dev_ns_led dev_ns_fb dev_ns_logger dev_ns_alarm panel
insmod $modules/dev_ns_backlight.ko physical=devns_panel || die "could not load the backlight"
people one two
for name in one two; do eval "echo \$init_$name:$name" >/proc/dev_ns/ns_tag; done
device keys keyboard
device mouse mouse
device pad touch
[ ! -e $physical ] || echo dev_ns >$physical/trigger
part=clean
# One is there before the probes, and has a grab.
player early one keys
ask early grab
COLLECT="--audit --verify-screen"
collect_to "${PACKETS:-/dev/virtio-ports/devns.packets}"

# look: has the screen summed up, and returns when that is done; else that is done each second, and after each switch.
look() {
	echo Y >/sys/module/dev_ns_fb/parameters/checksum
}

# painters: one of root's and one in the background, both with a picture.
painters() {
	start r draw $canvas
	start a within one draw $canvas
	ask r write 60
	ask a write 61
	look
}

# whose MODE [PID]: whose the framebuffer is from now on.
whose() {
	echo "framebuffer/fb0 $*" >/proc/dev_ns/devices
}

# writers NODE PROGRAM: one of root's and one in the background.
writers() {
	start w "$2" "$1"
	start a within one "$2" "$1"
}

begin clean
# What happens once: each persona's own logs, alarms and drawing, and a backlight that only the front has.
writers /dev/log_main use_log
ask w write secret
ask a write own
ask a read
ask a read
leave w a
writers /dev/alarm use_alarm
for each in w a; do ask $each set 3 50; done
for each in w a; do ask $each wait 10000; done
leave w a
echo 7 >$backlight
within one sh -c "echo 9 >$backlight"
painters
ask a write 62
# What is drawn while one is made is verified by the next.
look
look
front one
look
front root
look
# One's own whoever is active, then everybody's, then as it was.
whose private "$init_one"
look
ask a write 63
ask r write 64
look
look
front one
front root
look
whose shared
ask a write 65
ask r write 66
front one
front root
whose follow
look
leave a r
player a one keys pad
player b two keys pad
player c root keys pad
player g two mouse
start h within two use_mouse /dev/devns/mice
ask g grab
ask keys packet 1 30 1
(
	turn=0
	while [ $turn -lt "$switches" ]; do
		ask keys burst 40 400
		ask pad burst 40 400
		turn=$((turn + 4))
	done
) &
user=$!
turn=0
while [ $turn -lt "$switches" ]; do
	for next in one two root; do
		front $next
		# The process that is begun for it takes longer than the switch: faster ones are more than bpftrace can follow on an emulated CPU.
		within one sh -c "echo $turn >$led"
		turn=$((turn + 1))
	done
done
wait $user
for each in a b; do ask $each keys; done
ask keys packet 1 30 0
for each in a b c g; do ask $each stat; done
ask h read
leave a b c g h early
front root
over

begin leak
player a one keys
player r root keys
put dev_ns_input.leak Y
ask keys burst 20
ask a stat
put dev_ns_input.leak N
ask r stat
over
leave a r

begin leak_mice
start a within one use_mouse /dev/devns/mice
start r use_mouse /dev/devns/mice
put dev_ns_mouse.leak Y
ask mouse packet 2 0 5
ask a read
put dev_ns_mouse.leak N
ask r read
leave a r
over

begin lose_grab
player a one mouse
player b one mouse
ask a grab
put dev_ns_input.lose_grab Y
front one
put dev_ns_input.lose_grab N
ask mouse burst 20
ask b stat
ask a stat
sleep 1.2
leave a b
front root
over

begin grab_through
player a one mouse
player r root mouse
put dev_ns_input.grab_through Y
ask a grab
ask mouse burst 20
ask a stat
ask r stat
ask a ungrab
put dev_ns_input.grab_through N
leave a r
over

begin keep_keys
player r root keys
ask keys packet 1 30 1
ask r stat
put dev_ns_input.keep_keys Y
front one
put dev_ns_input.keep_keys N
ask keys packet 1 30 0
ask r stat
leave r
front root
over

begin obey_background
put dev_ns_led.obey_background Y
within one sh -c "echo 255 >$led"
put dev_ns_led.obey_background N
within one sh -c "echo 0 >$led"
over

begin show_keys
player a one keys
ask keys packet 1 30 1
put dev_ns_input.show_keys Y
ask a keys
put dev_ns_input.show_keys N
ask keys packet 1 30 0
leave a
over

begin obey_backlight
put dev_ns_backlight.obey_background Y
within one sh -c "echo 255 >$backlight"
put dev_ns_backlight.obey_background N
within one sh -c "echo 0 >$backlight"
over

begin show_logs
writers /dev/log_main use_log
ask a read
ask w write secret
put dev_ns_logger.show_others Y
ask a read
put dev_ns_logger.show_others N
leave w a
over

begin show_alarms
writers /dev/alarm use_alarm
ask a set 1 100000
put dev_ns_alarm.show_others Y
ask w set 3 50
ask w wait 10000
put dev_ns_alarm.show_others N
ask a wait 300
leave w a
over

begin no_switch_end
put dev_ns.no_switch_end Y
front one
put dev_ns.no_switch_end N
front root
over

begin phase_stall
player a one keys
put dev_ns.phase_stall "input activate 250000"
front one
put dev_ns.phase_stall ""
ask keys burst 4
ask a stat
front root
leave a
over

begin activate_fails
player a one keys
put dev_ns.phase_fail "input activate 5"
front one
put dev_ns.phase_fail ""
ask keys burst 4
ask a stat
front root
leave a
over

begin activate_is_left_out
player a one mouse
ask a grab
put dev_ns.phase_fail "input activate 0"
front one
put dev_ns.phase_fail ""
front root
leave a
over

begin deactivate_fails
player r root keys
ask keys packet 1 30 1
ask r stat
put dev_ns.phase_fail "input deactivate 5"
front one
put dev_ns.phase_fail ""
ask r stat
ask keys packet 1 30 0
ask r stat
leave r
front root
over

begin draw_through
painters
put dev_ns_fb.draw_through Y
ask a write 62
put dev_ns_fb.draw_through N
look
leave a r
over

begin draw_over_owner
painters
whose private "$init_one"
look
put dev_ns_fb.draw_through Y
ask r write 62
put dev_ns_fb.draw_through N
look
whose follow
look
leave a r
over

begin drop_background
painters
put dev_ns_fb.drop_background Y
ask a write 62
put dev_ns_fb.drop_background N
front one
look
front root
look
leave a r
over

begin wrong_content
painters
put dev_ns_fb.wrong_content Y
front one
put dev_ns_fb.wrong_content N
# However often it is looked at, that is the switch's doing, and nobody has drawn over it.
look
look
front root
look
leave a r
over

# No fault: who goes past device namespaces. A mouse is another way to input.
begin past
within one sh -c ": <>/dev/dri/card0"
within one sh -c ": </dev/input/mice"
within one sh -c ": </dev/tty9"
over

collect_end
