# A stock kernel, without a module of ours: personas read, grab, mask, fall behind, are revoked, pass descriptors on, come and go. Everybody
# says what it did, and what the collector's packets say is held against that. Lines: `WITNESS who… key=value…`.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

# ask PIPE OUT COMMAND: puts a command into a pipe and waits for the one line that answers it.
ask() {
	asked=$(wc -l <"$2")
	echo "$3" >"$1"
	wait_for 60 sh -c "[ \$(wc -l <$2) -gt $asked ]"
	tail -n 1 "$2"
}

inum() {
	stat -Lc %i "/proc/$1/ns/pid"
}

# joins NAME: how a persona's init comes to be where LXC puts a container of this name.
joins() {
	echo "mkdir -p /sys/fs/cgroup/lxc.payload.$1 && echo 0 >/sys/fs/cgroup/lxc.payload.$1/cgroup.procs"
}

# actor NAME NODE…: a persona that reads nodes, does as it is told through /tmp/NAME.pipe, and answers in /tmp/NAME.out.
actor() {
	actor_name=$1
	shift
	mkfifo "/tmp/$actor_name.pipe"
	persona sh -c "$(joins "$actor_name"); exec read_input $* <>/tmp/$actor_name.pipe" >"/tmp/$actor_name.out" 2>"/tmp/$actor_name.err"
	eval "$actor_name=$persona_pid"
	wait_for 20 grep -q ready "/tmp/$actor_name.out"
	echo "persona $actor_name init=$persona_pid inum=$(inum "$persona_pid")"
}

say_all() {
	for name in one two six; do echo "reader $name $(ask /tmp/$name.pipe /tmp/$name.out stat)"; done
}

# part WHAT COUNT: the touch screen says so much.
part() {
	echo "part $1 $(ask /tmp/touch /tmp/touch.out "burst $2 ${3:-400}")"
}

stock_input_load
modprobe -a binder_linux loop
device touch "Stock touch screen"
touch=$node
device keyboard "Stock keys"
keys=$node

# There before the probes: a persona's reader, which has the keys grabbed, and one of the host that has the touch screen as standard input.
actor one "$touch" "$keys"
ask /tmp/one.pipe /tmp/one.out "2 grab" >/dev/null
cat <"$touch" >/tmp/stdin.events &
cat=$!
# One who came into it from outside has the framebuffer open, as its init has the touch screen.
inside "$one" sh -c 'exec sleep 1000 </dev/fb0' &
wait_for 10 sh -c 'find /proc/[0-9]*/fd -lname /dev/fb0 2>/dev/null | grep -q .'
collect_to /dev/virtio-ports/devns.packets
echo "cat pid=$cat"
actor two "$touch" "$keys"
actor six "$touch"

part free 80
ask /tmp/keyboard /tmp/keyboard.out "burst 40 400" >/dev/null
echo "grab two $(ask /tmp/two.pipe /tmp/two.out grab)"
echo "grab six $(ask /tmp/six.pipe /tmp/six.out grab)"
part grabbed 160
echo "grab two $(ask /tmp/two.pipe /tmp/two.out ungrab)"
ask /tmp/six.pipe /tmp/six.out "mask 1 -1" >/dev/null
ask /tmp/six.pipe /tmp/six.out "mask 3 -1" >/dev/null
part masked 240
for name in one six; do ask /tmp/$name.pipe /tmp/$name.out keys >/dev/null; done
ask /tmp/two.pipe /tmp/two.out pause >/dev/null
part overflow 1600 800
ask /tmp/two.pipe /tmp/two.out resume >/dev/null
say_all >/dev/null
ask /tmp/two.pipe /tmp/two.out "write 4 4 7" >/dev/null
echo "revoke six $(ask /tmp/six.pipe /tmp/six.out revoke)"
part revoked 80

# A descriptor that is opened by one persona and read by another: it stays its opener's.
python3 - "$touch" "$one" <<'END' >/tmp/passed.out 2>/tmp/passed.err &
import os, socket, sys
here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
holder = os.fork()
if holder == 0:
    here.close()
    data, fds, *_ = socket.recv_fds(there, 1, 1)
    os.dup2(fds[0], 0)
    os.close(fds[0])
    os.dup2(os.open("/tmp/passed.events", os.O_WRONLY | os.O_CREAT | os.O_APPEND), 1)
    there.send(b"ready")
    os.execvp("nsenter", ["nsenter", "--target", sys.argv[2], "--pid", "cat"])
else:
    there.close()
    node = os.open(sys.argv[1], os.O_RDONLY)
    socket.send_fds(here, [b"x"], [node])
    os.close(node)
    here.recv(5)
    print(f"opener pid={os.getpid()} holder={holder}", flush=True)
    os.wait()
END
wait_for 30 grep -q opener /tmp/passed.out
part passed 64 100
wait_for 10 sh -c '[ $(stat -c %s /tmp/passed.events) -ge 1536 ]'
cat /tmp/passed.out
holder=$(sed 's/.*holder=//' /tmp/passed.out)
for pid in "$holder" $(cat "/proc/$holder/task/$holder/children"); do echo "holder pid=$pid"; done

# Fifty clients of one persona.
mkfifo /tmp/crowd.pipe
persona sh -c "exec read_input $(yes "$touch" | head -n 25 | tr '\n' ' ') <>/tmp/crowd.pipe" >/tmp/crowd.out
wait_for 30 grep -q ready /tmp/crowd.out
mkfifo /tmp/crowd2.pipe
inside "$persona_pid" read_input $(yes "$touch" | head -n 25) <>/tmp/crowd2.pipe >/tmp/crowd2.out &
wait_for 30 grep -q ready /tmp/crowd2.out
echo "persona crowd init=$persona_pid inum=$(inum "$persona_pid")"
part crowd 80 100
echo "reader crowd $(ask /tmp/crowd.pipe /tmp/crowd.out stat)"
echo "reader visitors $(ask /tmp/crowd2.pipe /tmp/crowd2.out stat)"

# Containers that come and go, whose numbers are used again at once; each opens once.
for turn in 1 2 3 4 5 6; do
	unshare --pid --fork --mount-proc sh -c 'exec 9<"$1"; echo "brief inum=$(stat -Lc %i /proc/self/ns/pid)"' sh "$touch"
done

# A persona makes a device of its own, and feeds it; one opens what is not there.
mkfifo /tmp/mouse
persona sh -c 'exec generate mouse "A persona'"'"'s mouse" <>/tmp/mouse >/tmp/mouse.out'
wait_for 20 grep -q '^node=' /tmp/mouse.out
echo "maker node=$(sed -n 's/^node=//p' /tmp/mouse.out) inum=$(inum "$persona_pid") $(ask /tmp/mouse /tmp/mouse.out 'burst 60 400')"
mknod /tmp/nothing c 13 95
python3 -c 'open("/tmp/nothing", "rb")' 2>/dev/null

# A framebuffer, opened by a persona's own process and by one that came into it from outside.
persona sh -c 'exec sleep 1000 </dev/fb0'
inside "$persona_pid" sh -c 'exec sleep 1000 </dev/fb0' &
echo "persona drawer init=$persona_pid inum=$(inum "$persona_pid")"

# The display: the first to open it is its master, another is refused, and takes over once the first has let go.
display() {
	mkfifo "/tmp/$1.display"
	persona sh -c "$(joins "$1"); exec python3 kernel/scenarios/stock/display.py <>/tmp/$1.display" >"/tmp/$1.shown" 2>"/tmp/$1.display.err"
	wait_for 30 grep -q ready "/tmp/$1.shown"
	echo "persona $1 init=$persona_pid inum=$(inum "$persona_pid")"
}
show() {
	echo "show $1 $2 $(ask "/tmp/$1.display" "/tmp/$1.shown" "$2")"
}
if [ -c /dev/dri/card0 ]; then
	display first
	display second
	second=$persona_pid
	show second master
	show first flip
	show first flip
	show first drop
	show second master
	show second flip
fi

# Virtual terminals: one is a persona's session, another's is switched by it and takes 0.3 s to let go.
terminal() {
	persona sh -c "$(joins "$1"); exec python3 kernel/scenarios/stock/terminal.py /dev/tty$2 $3" >"/tmp/$1.out" 2>"/tmp/$1.err"
	wait_for 30 grep -q ready "/tmp/$1.out"
	echo "persona $1 init=$persona_pid inum=$(inum "$persona_pid")"
}
# foreground NUMBER: brings it there, and waits until it is.
foreground() {
	python3 -c 'import fcntl, sys
there = open("/dev/tty0")
for call in (0x5606, 0x5607): fcntl.ioctl(there, call, int(sys.argv[1]))' "$1"
	echo "foreground tty$1"
}
terminal typist 2
terminal composer 3 0.3
for number in 2 3 1; do foreground $number; done

# Binder's context manager, and another that is refused; a loop device's file.
manager() {
	mkfifo "/tmp/$1.manager"
	persona sh -c "$(joins "$1"); exec python3 kernel/scenarios/stock/binder.py <>/tmp/$1.manager" >"/tmp/$1.out" 2>"/tmp/$1.err"
	wait_for 30 grep -q manager "/tmp/$1.out"
	echo "persona $1 init=$persona_pid inum=$(inum "$persona_pid")"
	echo "binder $1 $(cat "/tmp/$1.out")"
}
manager servant
manager pretender
truncate -s 1M /tmp/disk
persona sh -c "$(joins keeper); losetup /dev/loop1 /tmp/disk && exec 9</dev/loop1 && echo losetup=0; exec sleep 1000" >/tmp/keeper.out 2>&1
wait_for 20 grep -q losetup /tmp/keeper.out
echo "persona keeper init=$persona_pid inum=$(inum "$persona_pid")"

# A game's controller, which whoever is on the display reads, and somebody in the background as well.
device gamepad "Stock gamepad"
pad=$node
actor phone "$pad"
mkfifo /tmp/player.pipe
inside "$second" read_input "$pad" <>/tmp/player.pipe >/tmp/player.out &
wait_for 20 grep -q ready /tmp/player.out
# A container's name is looked up a little after its init began.
sleep 3
echo "pad $(ask /tmp/gamepad /tmp/gamepad.out "burst 40 400")"

# An LED, asked by two personas; an alarm that would wake the machine, and one that is refused.
led=$(ls -d /sys/class/leds/input*::capslock | tail -n 1)
echo "led name=${led##*/}"
persona sh -c "echo 1 >$led/brightness; echo 0 >$led/brightness; echo set; exec sleep 1000" >/tmp/lamp.out
echo "persona lamp init=$persona_pid inum=$(inum "$persona_pid")"
wait_for 20 grep -q set /tmp/lamp.out
echo 1 >"$led/brightness"
persona sh -c "python3 kernel/scenarios/stock/alarm.py; exec sleep 1000" >/tmp/alarm.out 2>&1
echo "persona alarm init=$persona_pid inum=$(inum "$persona_pid")"
wait_for 20 grep -q set /tmp/alarm.out
cat /tmp/alarm.out

# Uevents, held against what two listeners hear: of the host's network namespace, and of a persona that has one of its own. A device comes and
# goes; a persona asks for a uevent of it, and for one that is refused, and sends one that pretends to be the kernel's.
python3 kernel/scenarios/stock/uevents.py listen host >/tmp/host.ear &
ears=$!
persona unshare --net python3 kernel/scenarios/stock/uevents.py listen guest >/tmp/guest.ear
for name in host guest; do wait_for 20 grep -q ready "/tmp/$name.ear"; done
echo "space host inum=$(stat -Lc %i /proc/self/ns/net)"
echo "space guest inum=$(stat -Lc %i "/proc/$persona_pid/ns/net")"
device typewriter "Uevent keys"
persona sh -c "
	echo change >/sys/class/input/${node##*/}/uevent
	echo nonsense >/sys/class/input/${node##*/}/uevent
	python3 kernel/scenarios/stock/uevents.py send 'add@/devices/x\\n\"}\\0ACTION=add\\0DEVPATH=/devices/x\\0SUBSYSTEM=\"}\\x1b[31m\\0'
	echo told
	exec sleep 1000" >/tmp/teller.out 2>/tmp/teller.err
wait_for 20 grep -q told /tmp/teller.out
echo "persona teller init=$persona_pid inum=$(inum "$persona_pid")"
ask /tmp/typewriter /tmp/typewriter.out quit >/dev/null
wait_for 20 sh -c "! test -e $node"
sleep 1
grep -h ^uevent /tmp/host.ear /tmp/guest.ear

# What is open is held against /proc; then all close but one, and the last counts come.
say_all
sleep 1
find /proc/[0-9]*/fd \( -lname '/dev/input/event*' -o -lname /dev/uinput -o -lname /dev/fb0 \) -printf '%p %l\n' 2>/dev/null |
	sed 's#^/proc/\([0-9]*\)/fd/[0-9]* \(.*\)#open pid=\1 node=\2#'
sleep 1
kill "$cat"
wait_for 10 sh -c "! kill -0 $cat"
echo "passed read=$(($(stat -c %s /tmp/passed.events) / 24))"
echo "stdin read=$(($(stat -c %s /tmp/stdin.events) / 24))"
for name in two six; do echo "closed $name $(ask /tmp/$name.pipe /tmp/$name.out quit)"; done
echo "generator touch node=$touch $(tail -n 1 /tmp/touch.out)"
echo "generator gamepad node=$pad $(tail -n 1 /tmp/gamepad.out)"
echo "generator keyboard node=$keys $(tail -n 1 /tmp/keyboard.out)"
sleep 1
collect_end
