# The faults of kernel/dev_ns/FAULTS.md, each played without and with it: somebody who is not the driver sees the difference,
# and the tracepoints do not. A line each: ok or not ok.
# SPDX-License-Identifier: GPL-2.0-only
here=/repo/kernel/scenarios
unset DEVNS_FAULTS
. /repo/kernel/vm/guest.sh
. $here/results.sh
. $here/traced.sh
. $here/input/talk.sh

# fault_files: the switches of all loaded modules.
fault_files() {
	ls -d /sys/module/dev_ns*/parameters/fault_* 2>/dev/null
}

# documented: how many there are. A table's head names the modules that have what is in it; dev_ns_lcd is there where the kernel has LCDs.
documented() {
	while read -r line; do
		case $line in
		"| parameter of "*)
			having=0
			for module in $(echo "${line%%| what*}" | tr -dc 'a-z_ '); do
				[ ! -e "/devns/faults/$module.ko" ] || having=$((having + 1))
			done
			;;
		'| `fault_'*) yes fault | head -n $having ;;
		esac
	done </repo/kernel/dev_ns/FAULTS.md | wc -l
}

echo "# the normal build"
modules_load
same "has no faults" "" "$(fault_files)"
same "nor anything of them" "" "$(nm -a /devns/modules/*.ko | grep 'dev_ns_fault\|param_.*fault')"
rmmod $(cd /devns/modules && ls dev_ns_*.ko | sed 's/\.ko$//') dev_ns

echo "# the build with faults"
DEVNS_FAULTS=1
. /repo/kernel/vm/guest.sh
modules_load
same "has as many as are documented" "$(documented)" "$(fault_files | wc -l)"
same "all for root only" "" "$(fault_files | while read -r file; do stat -c '%a %n' "$file"; done | grep -v '^600 ')"
same "all off" "" "$(fault_files | while read -r file; do tr -d '\n' <"$file"; done | tr -d N)"
holds "and says what it is" sh -c 'dmesg | grep -q "dev_ns: this build can be made to fail on purpose"'
people one
device keys keyboard
device mouse mouse
exec 5<>/dev/input/mice
mice() {
	dd bs=64 count=64 iflag=nonblock <&5 2>/dev/null | wc -c
}

# told: the tracepoints since trace_begin, but for numbers that are new each time and for what clients read.
told() {
	traced | grep -v '^client_read:' | sed 's/client=[0-9]*/client=N/; s/sw=[0-9]*/sw=N/; s/pid=[0-9]* vpid=[0-9]*/pid=N/; s/comm[01]=0x[0-9a-f]*/comm=N/g'
}

# shows FAULT PLAY WHAT HEALTHY FAULTY: PLAY leaves what was seen in $seen, and what was traced in $told.
shows() {
	fault "$1" N
	$2
	same "$3: not without the fault" "$4" "$seen"
	healthy=$told
	fault "$1" Y
	$2
	same "$3: with $1" "$5" "$seen"
	same "$1 is not told" "$healthy" "$told"
	[ -n "$healthy" ] || not_ok "$1 is played" "nothing was traced"
	fault "$1" N
}

leak() {
	reader r root keys
	reader a one keys
	front root
	trace_begin
	ask keys burst 20
	told=$(told)
	ask a stat
	value events
	seen=$value
	end a
	end r
}
shows dev_ns_input.leak leak "the background reads" 0 20

lose_grab() {
	reader a one mouse
	reader b one mouse
	front root
	ask a grab
	trace_begin
	front one
	told=$(told)
	ask b grab
	value grab
	seen=$value
	end a
	end b
	front root
}
shows dev_ns_input.lose_grab lose_grab "another client's grab is" -16 0

grab_through() {
	reader r root mouse
	reader a one mouse
	front root
	trace_begin
	ask a grab
	mice >/dev/null
	ask mouse burst 40
	told=$(told)
	ask r stat
	value events
	seen=$value
	ask a stat
	value events
	seen="$seen $value $([ "$(mice)" -gt 0 ] && echo moves)"
	end a
	end r
}
shows dev_ns_input.grab_through grab_through "the front, the background, and the kernel's own mouse read" "40 0 moves" "0 40 "

keep_keys() {
	reader r root keys
	front root
	ask keys packet 1 30 1
	ask r stat
	trace_begin
	front one
	told=$(told)
	ask keys packet 1 30 0
	ask r stat
	value down
	seen=$value
	end r
	front root
}
shows dev_ns_input.keep_keys keep_keys "keys left down" 0 1

show_keys() {
	reader r root keys
	reader a one keys
	front root
	trace_begin
	ask keys packet 1 30 1
	ask a keys
	told=$(told)
	value keys
	seen=$value
	ask keys packet 1 30 0
	end a
	end r
}
shows dev_ns_input.show_keys show_keys "keys down, as the background is told" 0 1

mice_leak() {
	start r within root use_mouse /dev/devns/mice
	start a within one use_mouse /dev/devns/mice
	front root
	trace_begin
	ask mouse packet 2 0 5
	told=$(told)
	ask r read
	value hex
	seen=$value
	ask a read
	value hex
	seen="$seen $value"
	end a
	end r
}
shows dev_ns_mouse.leak mice_leak "the front's and the background's mice say" "080500 " "080500 080500"

led=/sys/class/leds/devns::led/brightness
physical=/sys/class/leds/input0::capslock
echo dev_ns >$physical/trigger
obey() {
	front root
	echo 0 >$led
	trace_begin
	within one sh -c "echo 255 >$led"
	told=$(told)
	seen="$(cat $led) $(cat $physical/brightness)"
}
shows dev_ns_led.obey_background obey "what the background asks for shows as" "0 0" "255 1"

echo 0 >/sys/class/backlight/devns/brightness
lights() {
	front root
	echo 7 >/sys/class/backlight/devns/brightness
	trace_begin
	within one sh -c "echo 9 >/sys/class/backlight/devns/brightness"
	told=$(told)
	seen=$(cat /sys/class/backlight/devns/brightness)
}
shows dev_ns_backlight.obey_background lights "and a backlight as" 7 9

logs() {
	start w use_log /dev/log_main
	start a within one use_log /dev/log_main
	ask w flush
	ask w write secret
	trace_begin
	ask a read
	seen=${said##* }
	ask a write own
	ask a read
	told=$(told | grep -c ^log_read)
	end w
	end a
}
fault dev_ns_logger.show_others N
logs
same "a log of another: not without the fault" "read=-11 1" "$seen $told"
fault dev_ns_logger.show_others Y
logs
same "a log of another: with dev_ns_logger.show_others" "text=secret" "$seen"
same "which is told as its own" "2 0" "$told $(traced | sed -n 's/^log_read: ns=\([0-9]*\) of=\([0-9]*\) .*/\1 \2/p' | while read -r ns of; do [ "$ns" = "$of" ] || echo other; done | wc -l)"
fault dev_ns_logger.show_others N

alarms() {
	start w use_alarm /dev/alarm
	start a within one use_alarm /dev/alarm
	ask a set 1 100000
	trace_begin
	ask w set 3 100
	ask w wait 10000
	told=$(told)
	ask a wait 300
	seen=$said
	end w
	end a
}
shows dev_ns_alarm.show_others alarms "another's alarm is" "wait=-4" "wait=8"

own=/dev/devns/fb0
console_off
# The screen is looked at through the physical framebuffer.
start screen draw /dev/fb0
draw_through() {
	start r draw $own
	start a within one draw $own
	front root
	ask r write 60
	trace_begin
	ask a write 61
	told=$(told)
	ask screen check 60
	value read
	seen=$value
	end a
	end r
}
shows dev_ns_fb.draw_through draw_through "pixels that are not the front's" 0 1024000

drop_background() {
	start a within one draw $own
	# Not through a mapping: how many touches that is depends on when the module looks, and each update tells how many there were.
	front one
	ask a write 63
	front root
	trace_begin
	ask a write 62
	told=$(told)
	ask a check 62
	value read
	seen=$value
	end a
}
shows dev_ns_fb.drop_background drop_background "pixels that did not get into its buffer" 0 1024000

wrong_content() {
	start r draw $own
	start a within one draw $own
	front root
	ask r write 64
	ask a write 65
	trace_begin
	front one
	told=$(told)
	ask screen check 65
	value read
	seen=$value
	front root
	end a
	end r
}
shows dev_ns_fb.wrong_content wrong_content "pixels that the screen does not have from it" 0 1024000
# What the observer is told on request shows it as well.
fault dev_ns_fb.wrong_content Y
start r draw $own
start a within one draw $own
front root
ask r write 66
ask a write 67
front one
trace_begin
echo Y >/sys/module/dev_ns_fb/parameters/checksum
same "and the checksums differ" 1 "$(traced | sed -n 's/^fb_checksum: .* front=1 still=1 canvas=\([^ ]*\) screen=\(.*\)/\1 \2/p' | awk '$1 != $2' | wc -l)"
echo N >/sys/module/dev_ns_fb/parameters/checksum
fault dev_ns_fb.wrong_content N
front root
for each in r a screen; do end $each; done

no_end() {
	front root
	trace_begin
	front one
	seen="$(cat /proc/dev_ns/active_ns_pid) $(traced_count ^switch_end)"
	told=$(told | grep -v ^switch_end)
	front root
}
shows dev_ns.no_switch_end no_end "the active one and the end events" "$init_one 1" "$init_one 0"

echo "# phases"
for wrong in "input activate" "input sideways 1" "input activate -1" "input activate 10000001" "input activate x"; do
	same "a stall of '$wrong' is refused" refused "$(fault dev_ns.phase_stall "$wrong" 2>/dev/null || echo refused)"
done
reader a one keys
trace_begin
front one
healthy=$(told)
front root
fault dev_ns.phase_stall "input activate 250000"
same "what is set reads back" "input activate 250000" "$(cat /sys/module/dev_ns/parameters/fault_phase_stall)"
trace_begin
took=$(switch_to "$init_one" | sed 's/.*begin_ns=\([0-9]*\) end_ns=\([0-9]*\) .*/\2 - \1/')
same "a stall is not told" "$healthy" "$(told)"
holds "but waited for" test $(($took)) -ge 250000000
ask keys burst 20
says "and harmless" "events=20" a stat
front root

fault dev_ns.phase_stall "input deactivate 10000000"
fault dev_ns.phase_stall "input activate 10000000"
trace_begin
switch_to "$init_one" >/tmp/killed &
asker=$!
wait_for 5 sh -c "grep -q 'driver_begin: .*phase=1' /sys/kernel/tracing/trace"
kill -KILL $asker
wait $asker 2>/dev/null
same "who is killed stalls no longer" 0 "$(wc -c </tmp/killed)"
same "and its switch is complete" "$healthy" "$(told)"
fault dev_ns.phase_stall ""
same "none is left" "" "$(cat /sys/module/dev_ns/parameters/fault_phase_stall)"
front root

# failed ERRNO: what the persona reads after a switch in which its activation failed.
failed() {
	fault dev_ns.phase_fail "input activate $1"
	trace_begin
	front one
	told=$(told)
	ask keys burst 20
	fault dev_ns.phase_fail ""
	ask a stat
	value events
	seen="$value $(cat /proc/dev_ns/active_ns_pid)"
	front root
}
failed 5
same "a phase that fails leaves the switch done, and its namespace without input" "20 $init_one" "$seen"
same "and is told" "$healthy" "$(echo "$told" | sed '/phase=1/s/ret=-5/ret=0/')"
failed 0
same "one that does nothing, too" "20 $init_one" "$seen"
same "and is not told" "$healthy" "$told"
front one
ask keys burst 20
says "the next switch mends both" "events=40" a stat
front root
end a
end keys
end mouse
exec 5>&-
holds "the modules go" rmmod $(cd /devns/faults && ls dev_ns_*.ko | sed 's/\.ko$//') dev_ns

results_end
