# SPDX-License-Identifier: GPL-2.0-only
echo "# loading"

modules_load dev_ns
modprobe evdev
same "beside evdev it does not load" "File exists or busy" \
	"$(insmod /devns/modules/dev_ns_input.ko 2>&1 | grep -q -i busy && echo "File exists or busy")"
holds "and says what to do" sh -c 'dmesg | grep -q "dev_ns_input: evdev has the event nodes; unload it first: modprobe -r evdev"'
modprobe -r evdev
modules_load dev_ns_input
device first keyboard
same "a device's node has evdev's name and number" "13:$((64 + ${node_first#/dev/input/event}))" \
	"$(stat -c '%Hr:%Lr' "$node_first")"
same "and is listed with its handler" 1 "$(grep -c "^H: Handlers=.*${node_first##*/}" /proc/bus/input/devices | head -n 1)"
reader early root first
holds "a module in use stays" sh -c '! rmmod dev_ns_input 2>/dev/null'
end early
holds "an idle one goes" rmmod dev_ns_input
holds "with its nodes" test ! -e "$node_first"
modules_load dev_ns_input
holds "and finds the devices when it comes back" wait_for 5 test -e "$node_first"
end first
