# SPDX-License-Identifier: GPL-2.0-only
echo "# evtest and libinput, as they are"

udev_start
device keys keyboard
udevadm settle
front root

# lines PATTERN FILE: how many, once no more come.
lines_of() {
	sleep 1
	grep -c "$1" "$2"
}

for who in root one two; do
	within "$who" stdbuf -oL evtest "$node_keys" >"/tmp/evtest.$who" 2>&1 &
	eval "job_evtest_$who=$!"
	within "$who" stdbuf -oL libinput debug-events --device "$node_keys" >"/tmp/libinput.$who" 2>&1 &
	eval "job_libinput_$who=$!"
done
for who in root one two; do
	wait_for 30 grep -q "Testing" "/tmp/evtest.$who"
	wait_for 30 grep -q "DEVICE_ADDED" "/tmp/libinput.$who"
done
same "evtest knows the device" 1 "$(grep -c "^Input device name: \"scenario's keyboard keys\"" /tmp/evtest.one)"
same "and its key" 1 "$(grep -c 'Event code 30 (KEY_A)' /tmp/evtest.one)"

for who in one two root; do
	front "$who"
	ask keys burst 40
	same "evtest in $who, alive in the foreground" 20 "$(lines_of 'type 1 (EV_KEY), code 30 (KEY_A)' /tmp/evtest.$who)"
	same "libinput in $who, too" 20 "$(lines_of KEYBOARD_KEY /tmp/libinput.$who)"
done
front one
ask keys burst 40
same "evtest in two, silent in the background" 20 "$(lines_of 'EV_KEY), code 30' /tmp/evtest.two)"
same "libinput, too" 20 "$(lines_of KEYBOARD_KEY /tmp/libinput.two)"
same "in root as well" "20 20" "$(lines_of 'EV_KEY), code 30' /tmp/evtest.root) $(lines_of KEYBOARD_KEY /tmp/libinput.root)"
same "and alive where they should be" "40 40" "$(lines_of 'EV_KEY), code 30' /tmp/evtest.one) $(lines_of KEYBOARD_KEY /tmp/libinput.one)"
ask keys packet 1 42 1
front two
same "libinput sees a held key released" 21 "$(lines_of 'KEYBOARD_KEY.*released' /tmp/libinput.one)"
ask keys packet 1 42 0
for tool in evtest_root evtest_one evtest_two libinput_root libinput_one libinput_two; do
	end $tool
done
front root
end keys
