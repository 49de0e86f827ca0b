# Single devices: shared by all, private to one, or as the active one goes. A line each: ok or not ok.
# SPDX-License-Identifier: GPL-2.0-only
here=/repo/kernel/scenarios
. /repo/kernel/vm/guest.sh
. $here/results.sh
. $here/traced.sh
. $here/input/talk.sh

devices=/proc/dev_ns/devices
modules_load dev_ns dev_ns_input dev_ns_led
people one two
device keys keyboard
keys=input/${node_keys##*/}
led=/sys/class/leds/devns::led/brightness

# is WHAT DEVICE WANTED: what the file says of a device.
is() {
	same "$1" "$2 $3" "$(grep "^$2 " $devices)"
}

# declare_as TEXT: what came of writing it.
declare_as() {
	printf -- "$1" | perl -e 'local $/; my $text = <STDIN>; open my $file, ">", $ARGV[0] or die; print defined syswrite($file, $text) ? "wrote" : $! + 0 == 22 ? "EINVAL" : $! + 0' $devices
}

# refused WHAT TEXT
refused() {
	before=$(cat $devices)
	got=$(declare_as "$2")
	[ "$(cat $devices)" = "$before" ] || got="$got, and changed something"
	same "$1" EINVAL "$got"
}

echo "# the file"
is "an input device follows at first" "$keys" follow
is "an LED does" led/devns::led follow
same "for root to write, for all of the root namespace to read" 644 "$(stat -c %a $devices)"
same "a persona may not open it" "" "$(within one cat $devices 2>/dev/null)"
refused "nothing" ""
refused "no device" "shared"
refused "no mode" "$keys"
refused "an unknown mode" "$keys mine"
refused "an unknown device" "input/event999 shared"
refused "an unknown driver" "inputs/${keys#*/} shared"
refused "no driver" "${keys#*/} shared"
refused "private to nobody" "$keys private"
refused "shared by somebody" "$keys shared $init_one"
refused "private to a PID that is none" "$keys private x"
refused "to process 0" "$keys private 0"
refused "to one that there is not" "$keys private 4194303"
refused "two spaces" "$keys  shared"
refused "two lines" "$keys shared\nled/devns::led shared\n"
refused "a PID too many" "$keys private 1 1"
refused "more than a line" "$keys private $(printf %0200d 1)"

reader r root keys
reader a one keys
reader b one keys
reader c two keys
front root

echo "# private"
ask r grab
trace_begin
same "root declares it private" wrote "$(declare_as "$keys private $init_one\n")"
is "and reads that" "$keys" "private $init_one"
same "which is told" "mode=2 ns=$(inum "$init_one") existing=0 driver=input name=${keys#*/}" \
	"$(traced | sed -n 's/^device_mode: dev=[0-9a-fx]* //p')"
same "with what became of the grab" "action=2 real=1" "$(traced | sed -n 's/^grab: .*\(action=2 real=1\) .*/\1/p')"
ask keys burst 20
says "its owner gets all, active or not" "events=20" a stat
says "root nothing" "events=0" r stat
says "the other persona nothing" "events=0" c stat
same "the owner is entitled, the active one is not" "active=0 entitled=1 now;active=1 entitled=0 now;" \
	"$(traced | sed -n 's/^client_events: .*\(active=[01] entitled=[01] now\).*/\1;/p' | sort -u | grep -v 'active=0 entitled=0' | tr -d '\n')"
front two
ask keys burst 20
says "a switch changes nothing" "events=40" a stat
says "for the new active one either" "events=0" c stat
says "a grab of the owner" "grab=0" a grab
exec 5<>/dev/input/mice
ask keys burst 20
says "is real" "events=40" b stat
says "and its own" "events=60" a stat
says "back" "ungrab=0" a ungrab
says "what the background writes does nothing" "write=24" c write 17 1 1
same "as if it had said nothing" "" "$(cat "/sys/class/input/${keys#*/}/device/"*::capslock/brightness 2>/dev/null | tr -d 0)"

echo "# shared"
trace_begin
same "root declares it shared" wrote "$(declare_as "$keys shared")"
is "and reads that" "$keys" shared
ask keys burst 20
says "the active one gets all" "events=20" c stat
says "and so does the background" "events=80" a stat
says "and root, who wants it for itself" "events=20" r stat
says "a grab keeps it from its companions" "grab=0" a grab
ask keys burst 20
says "(whom it reaches)" "events=100" a stat
says "such as this" "events=60" b stat
says "and from nobody else" "events=40" c stat
same "which is no real grab" "real=0" "$(traced | sed -n 's/^grab: .*action=0 \(real=[01]\) .*/\1/p')"
says "(back)" "ungrab=0" a ungrab
ask keys packet 1 30 1
says "a key goes down for all" "down=1" a stat
front one
says "and stays so in a switch" "down=1 odd=0" a stat
says "for all" "down=1 odd=0" c stat

echo "# and back"
same "root lets it follow" wrote "$(declare_as "$keys follow")"
is "and reads that" "$keys" follow
says "the key is released" "down=0 odd=0" a stat
says "for all" "down=0 odd=0" c stat
says "and root's grab is remembered" "grab=-16" r grab
ask keys packet 1 30 0
ask r stat
value events
before=$value
ask keys burst 20
ask r stat
value events
same "root, in the background, gets nothing" 0 $((value - before))
trace_begin
declare_as "$keys follow" >/dev/null
same "saying it again is no change" 0 "$(traced_count ^device_mode)"

echo "# the end of an owner"
declare_as "$keys private $init_two" >/dev/null
declare_as "led/devns::led private $init_two" >/dev/null
trace_begin
echo 5 >/proc/dev_ns/statedump
same "a state dump tells of both" 2 "$(traced_count '^device_mode: .* mode=2 .* existing=1')"
kill -KILL "$init_two"
wait_for 10 grep -q "^$keys follow" $devices
is "the device follows again" "$keys" follow
is "as does the LED" led/devns::led follow
same "which was told first" "device_mode device_mode ns_gone" \
	"$(traced | sed -n 's/^\(device_mode\): .*existing=0.*/\1/p; s/^\(ns_gone\): .*/\1/p' | tr '\n' ' ' | sed 's/ $//')"
ask a stat
value events
before=$value
ask keys burst 20
ask a stat
value events
same "the active one has it" 20 $((value - before))

echo "# an LED"
front root
echo 0 >$led
within one sh -c "echo 9 >$led"
same "follows the active one" 0 "$(cat $led)"
declare_as "led/devns::led shared" >/dev/null
within one sh -c "echo 9 >$led"
same "shared: the background is obeyed" 9 "$(cat $led)"
echo 10 >$led
same "and the foreground" 10 "$(cat $led)"
declare_as "led/devns::led private $init_one" >/dev/null
echo 11 >$led
same "private: the foreground is ignored" 10 "$(cat $led)"
within one sh -c "echo 12 >$led"
same "the owner is obeyed" 12 "$(cat $led)"

echo "# devices that go"
declare_as "$keys private $init_one" >/dev/null
end r
end a
end b
end c
end keys
same "a device that is gone is not listed" "" "$(grep "^$keys " $devices)"
device again keyboard
is "one that takes its number follows" "input/${node_again##*/}" follow
end again
exec 5>&-
holds "the modules go" rmmod dev_ns_led dev_ns_input dev_ns

results_end
