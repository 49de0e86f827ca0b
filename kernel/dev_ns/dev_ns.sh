#!/bin/sh
# dev_ns.sh load [MODULE…]	loads dev_ns and, unless some are named, all of its drivers; input takes evdev's place
# dev_ns.sh unload		takes them out again and puts evdev back
#
# The modules are those beside this file, if they were built there, else the installed ones. evdev is kept away until the next
# boot or `unload` by a file in /run, which is all that this leaves behind.
# SPDX-License-Identifier: GPL-2.0-only
set -u
here=$(dirname "$(readlink -f "$0")")
away=/run/modprobe.d/dev_ns.conf
drivers="dev_ns_input dev_ns_mouse dev_ns_fb dev_ns_led dev_ns_backlight dev_ns_lcd dev_ns_alarm dev_ns_logger"

fail() {
	echo "dev_ns.sh: $1" >&2
	[ -z "${2:-}" ] || echo "  $2" >&2
	exit 1
}

loaded() {
	[ -d "/sys/module/$1" ]
}

there() {
	[ -e "$here/$1.ko" ] || modinfo "$1" >/dev/null 2>&1
}

insert() {
	loaded "$1" && return
	if [ -e "$here/$1.ko" ]; then insmod "$here/$1.ko"; else modprobe "$1"; fi
}

evdev_back() {
	rm -f $away
	modprobe evdev
}

# Not merely blacklisted: that does not stop a modprobe by name.
evdev_away() {
	mkdir -p "${away%/*}"
	printf 'blacklist evdev\ninstall evdev /bin/false\n' >$away
	loaded evdev || return 0
	modprobe -r evdev && return
	rm -f $away
	fail "evdev is in use, so dev_ns_input can't take its place" \
		"End what has /dev/input/event* open (fuser -v /dev/input/event*), such as the display server: run this from a text console."
}

load() {
	[ $# -gt 0 ] || for driver in $drivers; do there "$driver" && set -- "$@" "$driver"; done
	missing=0
	# First, so that where evdev stays nothing is loaded.
	for driver in "$@"; do
		[ "$driver" != dev_ns_input ] || loaded dev_ns_input || evdev_away
	done
	if ! insert dev_ns; then
		[ ! -e $away ] || evdev_back
		fail "dev_ns does not load" "dmesg says why; make -C $here builds it."
	fi
	for driver in "$@"; do
		insert "$driver" && continue
		[ "$driver" != dev_ns_input ] || evdev_back
		echo "dev_ns.sh: $driver does not load; dmesg says why. The others go on." >&2
		missing=1
	done
	return $missing
}

unload() {
	for driver in $drivers; do
		loaded "$driver" || continue
		rmmod "$driver" || fail "$driver is in use" "End what has its devices open."
		# At once: what else is in use must not leave the machine without input.
		[ "$driver" != dev_ns_input ] || [ ! -e $away ] || evdev_back
	done
	! loaded dev_ns || rmmod dev_ns || fail "dev_ns is in use" "An observer's bpftrace, or another driver, holds it."
	[ ! -e $away ] || evdev_back
}

[ "$(id -u)" = 0 ] || fail "loading modules takes root"
case ${1:-} in
load)
	shift
	load "$@"
	;;
unload) unload ;;
*) fail "load [MODULE…], or unload" ;;
esac
