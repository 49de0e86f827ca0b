# What a collector says where it can't collect, and what it knows after its bpftrace was killed.
# Lines: `said NAME exit=CODE TEXT…` of a command that was refused, and statements as in truth.sh.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

# said NAME COMMAND…: runs a command that is to be refused.
said() {
	said_name=$1
	shift
	"$@" >/tmp/said.out 2>/tmp/said.err
	echo "said $said_name exit=$? bytes=$(stat -c %s /tmp/said.out) $(tr '\n' ' ' </tmp/said.err)"
}

record="node dist/cli/main.js record -o -"
bpftrace=$(command -v bpftrace)

said no-root setpriv --reuid 65534 --clear-groups $record
mv "$bpftrace" "$bpftrace.away"
said no-bpftrace $record
printf '#!/bin/sh\necho bpftrace v0.16.0\n' >"$bpftrace"
chmod +x "$bpftrace"
said old-bpftrace $record
mv "$bpftrace.away" "$bpftrace"
mount -t tmpfs hidden /sys/kernel/btf
said no-btf $record
umount /sys/kernel/btf
mount -t tmpfs hidden /sys/kernel/tracing
mount -t tmpfs hidden /sys/kernel/debug
said no-tracefs $record
umount /sys/kernel/debug /sys/kernel/tracing
node dist/cli/main.js doctor --json | sed 's/^/doctor /'

# ask PIPE OUT COMMAND: puts a command into a pipe and waits for the one line that answers it.
ask() {
	asked=$(wc -l <"$2")
	echo "$3" >"$1"
	wait_for 60 sh -c "[ \$(wc -l <$2) -gt $asked ]"
	tail -n 1 "$2"
}

# reader NAME: a persona that reads the touch screen until it is told otherwise.
reader() {
	mkfifo "/tmp/$1.pipe"
	cast "$1" "$1" sh -c "exec read_input $touch <>/tmp/$1.pipe"
	readers=$((${readers:-0} + 1))
	wait_for 10 sh -c "[ \$(ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c '$touch\$') -eq $readers ]"
}

# recordings NUMBER: that often, all was told.
recordings() {
	[ "$(grep -c '^Recording' /tmp/collector.err)" -eq "$1" ]
}

modules_load
device touch "Troubled touch screen"
touch=$node
reader stay
stay=$persona_pid
reader go
collect_to /dev/virtio-ports/devns.packets
make_active "$stay"
ask /tmp/touch /tmp/touch.out "burst 50 400" >/dev/null

pkill -KILL -x bpftrace
ask /tmp/touch /tmp/touch.out "burst 30 400" >/dev/null
echo "go quit $(ask /tmp/go.pipe /tmp/go.out quit)"
readers=1
reader come
come=$persona_pid
make_active "$come"
ask /tmp/touch /tmp/touch.out "burst 20 400" >/dev/null
wait_for 180 recordings 2

make_active "$stay"
ask /tmp/touch /tmp/touch.out "burst 10 400" >/dev/null
for name in stay come; do echo "reader $name $(ask /tmp/$name.pipe /tmp/$name.out stat)"; done
collect_end

# Nothing can be traced any more from here on.
mountpoint -q /sys/kernel/security || mount -t securityfs securityfs /sys/kernel/security
echo confidentiality >/sys/kernel/security/lockdown
said lockdown $record
