# For scenarios: . /repo/kernel/vm/guest.sh
# SPDX-License-Identifier: GPL-2.0-only

# Ends the scenario with the reason on the console.
die() {
	echo "scenario: $*" >&2
	exit 1
}

# Where the modules are. With DEVNS_FAULTS set, those that can be made to fail: kernel/dev_ns/FAULTS.md.
if [ -n "${DEVNS_FAULTS:-}" ]; then modules=/devns/faults; else modules=/devns/modules; fi

# modules_load [dev_ns dev_ns_input …]: loads our modules, all of them by default, the core first.
modules_load() {
	if [ "$(cat $modules/outcome)" != built ]; then
		grep -E 'error|\*\*\*' $modules/build.log >&2
		die "kernel/dev_ns does not compile"
	fi
	[ $# -gt 0 ] || set -- dev_ns $(cd $modules && ls dev_ns_*.ko 2>/dev/null | sed 's/\.ko$//')
	for module in "$@"; do
		insmod "$modules/$module.ko" || die "could not load $module"
	done
}

# fault NAME VALUE: NAME is MODULE.FAULT, as in dev_ns_input.leak.
fault() {
	echo "$2" >"/sys/module/${1%.*}/parameters/fault_${1#*.}"
}

# console_off: the console leaves the physical framebuffer, so that nobody draws but who is told to.
console_off() {
	for console in /sys/class/vtconsole/vtcon*; do
		if grep -q "frame buffer" "$console/name"; then echo 0 >"$console/bind"; fi
	done
}

# stock_input_load: the kernel's own input drivers, in place of ours (init.sh keeps evdev from loading by itself).
stock_input_load() {
	modprobe -a evdev joydev uinput input-leds || die "the stock input drivers do not load"
}

# Device nodes' links and input devices' properties, as libinput and others want them.
udev_start() {
	/lib/systemd/systemd-udevd --daemon || die "udevd does not start"
	udevadm trigger --action=add && udevadm settle
}

# wait_for SECONDS COMMAND…: until the command succeeds. After a second it asks less often: under emulation asking is work, for which
# what is waited for has to wait.
wait_for() {
	wait_end=$(($1 * 10))
	wait_passed=0
	shift
	until "$@" 2>/dev/null; do
		[ $wait_passed -lt $wait_end ] || die "waited in vain for: $*"
		if [ $wait_passed -lt 10 ]; then wait_pause=1; else wait_pause=5; fi
		sleep 0.$wait_pause
		wait_passed=$((wait_passed + wait_pause))
	done
}

# persona COMMAND…: runs a command in the background as the init of a PID namespace of its own.
# $persona_pid is then that init, as the root PID namespace numbers it.
persona() {
	unshare --pid --fork --kill-child --mount-proc "$@" &
	persona_unshare=$!
	wait_for 10 grep -q . "/proc/$persona_unshare/task/$persona_unshare/children"
	read -r persona_pid <"/proc/$persona_unshare/task/$persona_unshare/children"
}
