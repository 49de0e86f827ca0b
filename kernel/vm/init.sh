# PID 1 of the guest: sets the scene, runs the scenario, says how it ended, powers off.
# Run by the busybox that lies beside it, so that nothing of it needs the shares.
# SPDX-License-Identifier: GPL-2.0-only
box=/run/devns/busybox
ports=/dev/virtio-ports

mounts() {
	mkdir -p /dev/pts /dev/shm
	mount -t devpts -o gid=5,mode=620,ptmxmode=666 none /dev/pts
	mount -t tmpfs none /dev/shm
	mount -t tmpfs none /tmp && chmod 1777 /tmp
	mount -t debugfs none /sys/kernel/debug
	mount -t tracefs none /sys/kernel/tracing
	mount -t bpf none /sys/fs/bpf
	mount -t cgroup2 none /sys/fs/cgroup
	ln -sfn /proc/self/fd /dev/fd
	ln -sfn /proc/self/fd/0 /dev/stdin
	ln -sfn /proc/self/fd/1 /dev/stdout
	ln -sfn /proc/self/fd/2 /dev/stderr
}

# The links that udev would make, without udev.
name_ports() {
	mkdir -p $ports
	for port in /sys/class/virtio-ports/*; do
		ln -sfn "/dev/${port##*/}" "$ports/$(cat "$port/name")"
	done
}

# How many bytes the kernel has given to the host through a port, opened or not since.
sent() {
	port=$(readlink "$ports/$1")
	sed -n 's/^bytes_sent: //p' "/sys/kernel/debug/virtio-ports/${port##*/}"
}

# Not before the host has said that it has everything: what lies in a port's queue would be lost.
power_off() {
	$box poweroff -f
	while :; do :; done
}

report() {
	exec 9<>$ports/devns.status
	echo "exit $1 devns.results=$(sent devns.results) devns.packets=$(sent devns.packets)" >&9
	$box timeout 60 $box head -n 1 <&9 >/dev/null
	power_off
}

# Called by the orders, in a process of its own.
start() {
	environment
	if [ -n "$interactive" ]; then
		stty -F /dev/ttyS0 rows "$ROWS" cols "$COLUMNS"
		exec setsid -c /bin/bash -l <>/dev/ttyS0 >&0 2>&1
	fi
	cd /repo || exit
	if [ -x "$1" ]; then exec "$@"; fi
	exec /bin/sh "$@"
}

# systemd sets the scene itself, and calls this script as a service, when what the orders need is there.
hand_over() {
	mkdir -p /run/systemd/system
	cat >/run/systemd/system/devns.target <<-END
		[Unit]
		Requires=basic.target
		Wants=devns.service dbus.service systemd-logind.service
		AllowIsolate=yes
	END
	cat >/run/systemd/system/devns.service <<-END
		[Unit]
		After=basic.target dbus.service systemd-logind.service
		[Service]
		ExecStart=$box sh /run/devns/init.sh
		StandardOutput=null
		StandardError=tty
		TTYPath=/dev/console
		OOMScoreAdjust=-1000
		TasksMax=infinity
	END
	exec /lib/systemd/systemd --unit=devns.target
}

export PATH=/devns/bin:/devns/node/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export HOME=/root LANG=C.UTF-8 TERM="${TERM:-linux}"
. /run/devns/orders

# Our input driver takes evdev's place under the same names.
echo "blacklist evdev" >/etc/modprobe.d/devns.conf
if [ -z "$systemd" ]; then
	mounts
elif [ $$ = 1 ]; then
	hand_over
fi
name_ports
hostname guest
ip link set lo up
modprobe -a uinput bochs 2>/dev/null

(
	sleep "$limit"
	echo "devns: the guest's watchdog ends a run that took more than $limit s" >/dev/console
	power_off
) &
watchdog=$!

echo ready >$ports/devns.status
if [ -n "$interactive" ]; then
	(orders)
else
	(orders) </dev/null >$ports/devns.results 2>/dev/console
fi
code=$?
# Nobody writes any more. Signals to all spare the first process alone, and these to who is of another session.
if [ $$ = 1 ]; then $box kill -9 -1; else $box killall5 -9; fi 2>/dev/null
report $code
