# Android's alarms and logs, of their own for each namespace, behind the same nodes. A line each: ok or not ok.
# SPDX-License-Identifier: GPL-2.0-only
here=/repo/kernel/scenarios
. /repo/kernel/vm/guest.sh
. $here/results.sh
. $here/traced.sh
. $here/input/talk.sh

modules_load dev_ns dev_ns_logger
people one two
printf %s "$init_one:ONE" >/proc/dev_ns/ns_tag

# log NAME PERSONA: somebody with log_main open.
log() {
	start "$1" within "$2" use_log /dev/log_main
	[ "$said" = ready=1 ] || not_ok "a log in $2" "said '$said'"
}

echo "# logs: the same node, and one log for each namespace"
same "the nodes" "log_events log_main log_radio log_system" "$(cd /dev && echo log_*)"
number=$(stat -c '%t:%T' /dev/log_main)
same "are the same in a persona" "$number" "$(within one stat -c '%t:%T' /dev/log_main)"
log r root
log a one
log b one
log c two
trace_begin
says "one writes" "write=5" a write hello
says "and reads it" "read=25 len=5 hdr=0 text=hello" b read
says "as its writer does" "read=25" a read
says "the other has nothing to read" "read=-11" c read
says "not even to wait for" "poll=0" c poll
says "root reads it" "read=25 text=hello" r read
says "two writes" "write=3" c write two
says "and reads it" "text=two" c read
says "one does not" "read=-11" a read
says "root does" "text=two" r read
says "root writes" "write=4" r write root
says "and reads it" "text=root" r read
says "one does not" "read=-11" b read
log late one
says "who comes late to one reads what one wrote" "text=hello" late read
says "and no more" "read=-11" late read
people three
log fresh three
says "a fresh namespace reads nothing" "read=-11" fresh read
same "writes are told" "$(inum "$init_one") 5 1;$(inum "$init_two") 3 1;$root_inum 4 1;" \
	"$(traced | sed -n 's/^log_write: ns=\([0-9]*\) .* bytes=\([0-9]*\) total=\([0-9]*\) log=log_main$/\1 \2 \3;/p' | tr -d '\n')"
same "and no read of another's but by root" "" \
	"$(traced | sed -n 's/^log_read: ns=\([0-9]*\) of=\([0-9]*\) .*/\1 \2/p' | while read -r ns of; do [ "$ns" = "$of" ] || [ "$ns" = $root_inum ] || echo "$ns reads $of"; done)"

echo "# what an entry says"
process_of a
real=$process
inner=$(awk '/^NSpid:/ { print $NF }' "/proc/$real/status")
says "(version 2)" "version=0" b version 2
says "one writes" "write=1" a write x
says "(there is one)" "poll=1" b poll
says "its PID inside, and its user" "read=25 len=1 hdr=24 pid=$inner tid=$inner euid=0 text=x" b read
says "(version 3)" "version=0" r version 3
printf %s "$init_one:NEW" >/proc/dev_ns/ns_tag
says "root is told the namespace as well, by its tag of then" "hdr=40 pid=$inner init=$init_one real=$real tag=ONE text=x" r read
says "(version 1)" "version=0" r version 1
says "one writes" "write=1" a write y
says "as ever, root sees its PID" "hdr=0 pid=$real text=y" r read
says "there is no version 4" "version=-22" r version 4
says "nor 0" "version=-22" r version 0

echo "# root selects"
says "one's" "select=0" r select "$init_one"
says "from its beginning" "text=hello" r read
says "on" "text=x" r read
says "on" "text=y" r read
says "and nothing else" "read=-11" r read
says "all" "select=0" r select 0
says "from the beginning" "text=hello" r read
says "with the others'" "text=two" r read
says "a process that there is not" "select=-3" r select 4194303
says "a persona selects nothing" "select=-1" a select 1
says "not even itself" "select=-1" a select "$inner"

echo "# sizes"
says "one entry is cut at" "long=4076" a long 5000
says "an empty one is none" "long=0" a long 0
says "a piece by piece one is one" "pieces=4" a pieces ab cd
end late
log late one
for skip in hello x y; do ask late read; done
says "a reader without room" "read=-22" late read 100
says "has lost nothing" "len=4076" late read
says "(that one)" "text=abcd" late read
says "the log's size" "size=262144" a size
for round in 1 2 3 4 5 6 7 8 9 10; do for each in 1 2 3 4 5 6 7; do ask c long 4076; done; done
says "the other's flood pushes out its own" "text=y" b read
log flooded two
says "oldest first" "len=4076" flooded read
says "one flushes" "flush=0" a flush
says "its own" "len=0" a len
ask flooded len
value len
holds "and not the other's" test "$value" -gt 200000
end flooded
end fresh

echo "# the end"
trace_begin
kill -KILL "$init_two"
wait_for 10 sh -c 'grep -q ns_gone: /sys/kernel/tracing/trace'
ask r flush
says "nothing of it is left" "len=0" r len
for who in a b r late; do end $who; done
{ end c; } 2>/dev/null
holds "the module goes" rmmod dev_ns_logger

echo "# alarms: the same node, and alarms for each namespace"
modules_load dev_ns_alarm
# alarm NAME PERSONA [ro]
alarm() {
	start "$1" within "$2" use_alarm /dev/alarm $3
	[ "$said" = ready=1 ] || not_ok "an alarm in $2" "said '$said'"
}
people two
alarm r root
alarm a one
alarm c two
trace_begin
says "one sets one" "set=0" a set 3 200
says "and is told" "wait=8" a wait 10000
says "once" "wait=-4" a wait 300
says "the other is not" "wait=-4" c wait 100
says "nor root" "wait=-4" r wait 100
says "two sets the same type" "set=0" c set 3 100000
says "one another" "set=0" a set 4 100
says "and is told of that" "wait=16" a wait 10000
says "one sets the first again" "set=0" a set 3 100
says "its own goes off" "wait=8" a wait 10000
says "two's does not" "wait=-4" c wait 100
for type in 0 1 2 4; do
	ask a set $type 150
	says "type $type goes off" "wait=$((1 << type))" a wait 10000
done
says "one that is cleared" "set=0" a set 1 300
says "(cleared)" "clear=0" a clear 1
says "does not" "wait=-4" a wait 600
says "an impossible time" "wrong=-22" a wrong 3
says "a type that there is not" "clear=-22" a clear 5
same "the requests are told" "$(inum "$init_one") $(inum "$init_two")" \
	"$(traced | sed -n 's/^alarm_request: ns=\([0-9]*\) .*action=0 .*/\1/p' | sort -u | tr '\n' ' ' | sed 's/ $//')"
same "so is each that goes off" 7 "$(traced_count "^alarm_fire: ns=$(inum "$init_one") ")"
alarm b one
says "a second one of a namespace may not set any" "set=-16" b set 1 100
before=$(date +%s)
ask b time 1
value time
holds "but ask" test "$value" -ge "$before" -a "$value" -le "$(date +%s)"
end a
says "until the first has closed" "set=0" b set 1 100
says "(told)" "wait=2" b wait 10000
alarm ro one ro
says "who reads only may not set" "set=-1" ro set 1 100
says "nor clear" "clear=-1" ro clear 1

echo "# the clock"
before=$(date +%s)
says "root sets it" "clock=0" r clock 1000
holds "for all" test $(($(date +%s) - before)) -ge 1000
says "the others are told" "wait=65536" b wait 5000
says "each" "wait=65536" c wait 5000
says "root is not" "wait=-4" r wait 100
for who in r b c ro; do end $who; done
holds "the module goes" rmmod dev_ns_alarm
insmod $modules/dev_ns_alarm.ko offset=1
alarm r root
alarm a one
alarm c two
before=$(date +%s)
says "with offset=1 a persona sets a clock of its own" "clock=0" a clock 5000
holds "not the machine's" test $(($(date +%s) - before)) -lt 1000
ask a time 1
value time
holds "which it sees" test $((value - before)) -ge 5000
ask c time 1
value time
holds "the other does not" test $((value - before)) -lt 1000
says "the other is told that there is a change" "wait=65536" c wait 5000
says "an alarm by its own clock" "set=0" a set 1 200
says "goes off" "wait=2" a wait 10000
for type in 0 1; do
	says "one that is overdue by it" "overdue=0" a overdue $type
	says "goes off at once" "wait=$((1 << type))" a wait 10000
done
for who in r a c; do end $who; done
rmmod dev_ns_alarm

echo "# a backlight"
holds "stands in for a physical one" insmod /devns/faults/panel.ko
modules_load dev_ns_led
insmod $modules/dev_ns_backlight.ko physical=devns 2>/dev/null
same "it is not its own" 1 $?
insmod $modules/dev_ns_backlight.ko physical=devns_panel || not_ok "the backlight" "does not load"
light=/sys/class/backlight/devns panel=/sys/class/backlight/devns_panel
trace_begin
echo 51 >$light/brightness
same "root, active, is obeyed" "51 200" "$(cat $light/brightness) $(cat $panel/brightness)"
holds "the persona's write succeeds" within one sh -c "echo 255 >$light/brightness"
same "and is ignored" "51 51 200" "$(cat $light/brightness) $(cat $light/actual_brightness) $(cat $panel/brightness)"
within one sh -c "echo 4 >$light/bl_power"
same "it can't turn it off either" "0 200" "$(cat $light/bl_power) $(cat $panel/brightness)"
front one
same "a switch changes nothing" "51 200" "$(cat $light/brightness) $(cat $panel/brightness)"
within one sh -c "echo 255 >$light/brightness"
same "active, the persona is obeyed" "255 1000" "$(cat $light/brightness) $(cat $panel/brightness)"
within one sh -c "echo 4 >$light/bl_power"
same "and turns it off" "4 0" "$(cat $light/bl_power) $(cat $panel/brightness)"
echo 0 >$light/bl_power
same "not root" "4 0" "$(cat $light/bl_power) $(cat $panel/brightness)"
within one sh -c "echo 0 >$light/bl_power"
same "what was asked is told, and whether it was obeyed" \
	"$root_inum 51 1;$(inum "$init_one") 255 0;$(inum "$init_one") 0 0;$(inum "$init_one") 255 1;$(inum "$init_one") 0 1;$root_inum 255 0;$(inum "$init_one") 255 1;" \
	"$(traced | sed -n 's/^backlight_request: ns=\([0-9]*\) .* value=\([0-9]*\) applied=\([01]\) name=devns$/\1 \2 \3;/p' | tr -d '\n')"
echo "backlight/devns private $init_two" >/proc/dev_ns/devices
within two sh -c "echo 102 >$light/brightness"
same "private to another, that one is obeyed" "102 400" "$(cat $light/brightness) $(cat $panel/brightness)"
rmmod panel
holds "without the physical one it goes on" within two sh -c "echo 51 >$light/brightness"
insmod /devns/faults/panel.ko
within two sh -c "echo 102 >$light/brightness"
same "and finds it when it comes back" 400 "$(cat $panel/brightness)"
rmmod dev_ns_backlight panel dev_ns_led
front root
kill -KILL "$init_one" "$init_two"
wait_for 10 sh -c 'rmmod dev_ns'
ok "all of it goes"

results_end
