# Three personas are switched, fed and watched; everybody who takes part says what it did. What the collector's packets say is
# held against that. Lines: `WITNESS who… key=value…`.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

# ask PIPE OUT COMMAND: puts a command into a pipe and waits for the one line that answers it.
ask() {
	asked=$(wc -l <"$2")
	echo "$3" >"$1"
	wait_for 60 sh -c "[ \$(wc -l <$2) -gt $asked ]"
	tail -n 1 "$2"
}

# actor NAME: a persona that reads both devices, does as it is told through /tmp/NAME.pipe, and answers in /tmp/NAME.out.
actor() {
	mkfifo "/tmp/$1.pipe"
	cast "$1" "$1" sh -c "exec read_input $touch $keys <>/tmp/$1.pipe"
}

# turn NAME INIT TOUCHES KEYS [PAINTERS]: the persona is made active, and then everybody does something.
turn() {
	echo "switch $1 $(switch_to "$2")"
	echo "turn $1 touch=$3 keyboard=$4"
	ask /tmp/touch /tmp/touch.out "burst $3 400" >/dev/null
	ask /tmp/keyboard /tmp/keyboard.out "burst $4 400" >/dev/null
	for init in $one $two $six; do
		inside "$init" sh -c 'echo $0 >/sys/class/leds/devns::led/brightness' "$((init == $2))"
	done
	# The physical framebuffer, and the one that each persona has for itself.
	echo "paint $1 $(inside "$2" paint /dev/fb0 3465a4 12 5)"
	for painter in ${5:-}; do
		eval "init=\$$painter"
		echo "canvas $painter front=$((init == $2)) $(inside "$init" paint /dev/devns/fb0 3465a4 11 2)"
	done
}

# The console stays away from the screen, which is looked at.
console_off
modprobe -a binder_linux loop dm_mod
modules_load
device touch "Witnessed touch screen"
touch=$node
device keyboard "Witnessed keys"
keys=$node
# One persona is there before the probes are, and so is its client; the others come later.
actor one
one=$persona_pid
sleep 1000 </dev/loop0 &
early=$!
wait_for 10 sh -c "readlink /proc/$early/fd/0 | grep -q loop0"
collect_to /dev/virtio-ports/devns.packets
kill "$early"
echo Y >/sys/module/dev_ns_fb/parameters/checksum
actor two
two=$persona_pid
actor six
six=$persona_pid
wait_for 10 sh -c "[ \$(ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c '$touch\$') -eq 3 ]"
for name in one two six; do echo "persona $name init=$(eval echo \$$name) inum=$(stat -Lc %i /proc/$(eval echo \$$name)/ns/pid)"; done

turn one "$one" 80 40 "one two six"
turn two "$two" 400 8 "one two"
turn six "$six" 16 4 "six"
turn two "$two" 8 12

# A real grab shuts out who reads with the grabber; a virtual one nobody, until its persona is active.
mkfifo /tmp/second.pipe
inside "$two" read_input "$touch" <>/tmp/second.pipe >/tmp/second.out &
wait_for 10 sh -c "[ \$(ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c '$touch\$') -eq 4 ]"
echo "grab two $(ask /tmp/two.pipe /tmp/two.out grab)"
echo "grab six $(ask /tmp/six.pipe /tmp/six.out grab)"
turn two "$two" 24 4
turn six "$six" 32 4
turn one "$one" 40 4
turn two "$two" 48 4

# (Bursts have a rate: a reader that falls behind 64 events loses some, which is true but not what is asked here.)
# One client closes before the end, the others stay open. What is open when the recording ends is seen by /proc as well.
echo "second $(ask /tmp/second.pipe /tmp/second.out quit)"
for name in one two six; do echo "reader $name $(ask /tmp/$name.pipe /tmp/$name.out stat)"; done
echo "generator touch node=$touch $(tail -n 1 /tmp/touch.out)"
echo "generator keyboard node=$keys $(tail -n 1 /tmp/keyboard.out)"
# What device namespaces leave as it is, and is watched all the same: binder's context manager, a loop device's file, and who holds devices.
for name in one two; do
	mkfifo "/tmp/$name.binder"
	inside "$(eval echo \$$name)" python3 /repo/kernel/scenarios/stock/binder.py <>"/tmp/$name.binder" >"/tmp/$name.manager" &
	wait_for 30 grep -q manager "/tmp/$name.manager"
	echo "binder $name $(cat "/tmp/$name.manager")"
done
truncate -s 1M /tmp/disk
inside "$six" losetup /dev/loop1 /tmp/disk && echo "loop six"
mkfifo /tmp/holder
inside "$six" python3 /repo/kernel/scenarios/stock/holder.py /dev/loop1 <>/tmp/holder >/tmp/holder.out 2>/tmp/holder.err &
wait_for 30 grep -q held /tmp/holder.out
inside "$two" sh -c ': </dev/rtc0' 2>/dev/null || echo "refused two"
grep ^hold /tmp/holder.out

for link in /proc/[0-9]*/fd/*; do
	target=$(readlink "$link" 2>/dev/null) || continue
	case $target in
	/dev/input/event* | /dev/fb0 | /dev/devns/fb0)
		pid=${link#/proc/}
		echo "open pid=${pid%%/*} node=$target"
		;;
	esac
done
collect_end
