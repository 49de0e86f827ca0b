# Loading and unloading with dev_ns.sh, beside a stock evdev that is there, in use, or not. A line each: ok or not ok.
# SPDX-License-Identifier: GPL-2.0-only
here=/repo/kernel/scenarios
. /repo/kernel/vm/guest.sh
. $here/results.sh
. $here/input/talk.sh

mkdir /tmp/dev_ns
cp /repo/kernel/dev_ns/dev_ns.sh $modules/*.ko /tmp/dev_ns/
script=/tmp/dev_ns/dev_ns.sh
# modprobe must not be kept from evdev by what the guest says for itself.
rm -f /etc/modprobe.d/devns.conf
modprobe evdev
device keys keyboard
holds "evdev has the nodes" test -d /sys/module/evdev
exec 6<"$node_keys"
same "in use, it is not taken away" 1 "$($script load dev_ns_input >/tmp/said 2>&1; echo $?)"
holds "and that is said, with the cure" grep -q "evdev is in use" /tmp/said
same "and nothing is loaded" "" "$(grep ^dev_ns /proc/modules)"
holds "and goes on" modprobe evdev
exec 6<&-
holds "else all is loaded" $script load
same "that there is" "$(ls $modules/*.ko | sed 's/.*\///; s/\.ko//' | sort)" "$(sed -n 's/^\(dev_ns[a-z_]*\) .*/\1/p' /proc/modules | sort)"
holds "evdev is gone" test ! -d /sys/module/evdev
holds "and kept away" sh -c '! modprobe evdev 2>/dev/null'
reader r root keys
ask keys burst 20
says "input comes from ours" "events=20" r stat
same "in use, it is not unloaded" 1 "$($script unload >/tmp/said 2>&1; echo $?)"
end r
holds "else it is" $script unload
same "all of it" "" "$(grep ^dev_ns /proc/modules)"
holds "and evdev is back" test -d /sys/module/evdev
same "nothing is left behind" "" "$(ls /run/modprobe.d 2>/dev/null)"

echo "# dkms.conf"
same "names all modules" "$(ls $modules/*.ko | sed 's/.*\///; s/\.ko//' | sort)" \
	"$(bash -c 'kernelver=x; . /repo/kernel/dev_ns/dkms.conf; printf "%s\n" "${BUILT_MODULE_NAME[@]}"' | sort)"
same "each with its place" 1 "$(bash -c 'kernelver=x; . /repo/kernel/dev_ns/dkms.conf; printf "%s\n" "${DEST_MODULE_LOCATION[@]}"' | sort -u | wc -l)"
end keys

results_end
