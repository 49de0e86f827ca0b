# The other ways to input, and a lease of the display, on a stock kernel without a module of ours:
#
#	npm run vm -- run kernel/scenarios/paths.sh
#
# A persona opens a joystick, the mice, a hidraw node and the console; its opens must be told, of the class that they are. A line each: ok or
# not ok. Not part of npm test. Sound and cameras as well, where their modules are, without which the guest's kernel comes: in FOLDER of
# `--out FOLDER`, as lib/modules/VERSION/kernel/sound and …/drivers/media of Debian's package of the kernel, with modules.order and
# modules.builtin beside.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh

stock_input_load
modprobe -a uhid hid-generic joydev
device gamepad "Stock gamepad"
device mouse "Stock mouse"
python3 kernel/scenarios/stock/hid.py >/tmp/hid.out &
wait_for 20 test -c /dev/hidraw0
wait_for 20 test -c /dev/input/js0
wait_for 20 test -c /dev/input/mice
if [ -d "/out/lib/modules/$(uname -r)" ]; then
	depmod -b /out
	modprobe -d /out -a snd-dummy vivid
	wait_for 20 test -c /dev/snd/controlC0
	wait_for 20 test -c /dev/video0
	more='7</dev/snd/controlC0 8>/dev/snd/pcmC0D0p 9</dev/video0'
fi

node --enable-source-maps dist/cli/main.js record -o /tmp/seen.devns 2>/tmp/collector.err &
collector=$!
wait_for 160 grep -q '^Recording' /tmp/collector.err
persona sh -c "exec 3</dev/input/js0 4</dev/input/mice 5</dev/hidraw0 6</dev/tty3 ${more:-}; echo ready; exec sleep 1000" >/tmp/opener.out
wait_for 20 grep -q ready /tmp/opener.out
python3 kernel/scenarios/stock/lease.py >/tmp/lease.out &
wait_for 20 grep -q lease= /tmp/lease.out
python3 kernel/scenarios/stock/lease.py >/tmp/refused.out &
wait_for 20 grep -q lease= /tmp/refused.out
sleep 2
collect_end

node kernel/scenarios/stock/told.mjs /tmp/seen.devns >/tmp/told
# What a virtual terminal's node is called is not told; that it is one is.
for what in "joystick js0" "mouse mice" "raw-input hidraw0" "terminal "; do
	holds "told of an open: $what" grep -qx "$what $persona_pid" /tmp/told
done
if [ -n "${more:-}" ]; then
	for what in "sound controlC0" "sound pcmC0D0p" "camera video0"; do
		holds "told of an open: $what" grep -qx "$what $persona_pid" /tmp/told
	done
else
	echo "# sound and cameras: not tried, as their modules are not here"
fi
pid=$(sed 's/pid=\([0-9]*\) .*/\1/' /tmp/lease.out)
same "the master's lease" 0 "$(sed 's/.*lease=//' /tmp/lease.out)"
holds "the master's lease: told" grep -qx "claim lease 0 $pid" /tmp/told
same "another's is refused" -13 "$(sed 's/.*lease=//' /tmp/refused.out)"
holds "another's: told" grep -qx "claim lease 13 $(sed 's/pid=\([0-9]*\) .*/\1/' /tmp/refused.out)" /tmp/told
same "and two are told in all" 2 "$(grep -c '^claim lease' /tmp/told)"
[ $failures -eq 0 ] || cat /tmp/told /tmp/lease.out /tmp/refused.out >&2
results_end
