# A stock kernel that lacks what most have: type information of its modules, a function of the display's that can be traced, binder and loop.
# What can be watched all the same is. Lines: `WHAT key=value…`, as in stock.sh; `doctor` and `audit` say what they say.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

stock_input_load
cp /sys/kernel/btf/vmlinux /tmp/vmlinux
mount -t tmpfs types /sys/kernel/btf
cp /tmp/vmlinux /sys/kernel/btf/vmlinux
grep -v '^drm_mode_setcrtc\b' /sys/kernel/tracing/available_filter_functions >/tmp/functions
mount --bind /tmp/functions /sys/kernel/tracing/available_filter_functions

device touch "Lacking touch screen"
touch=$node
mkfifo /tmp/early.pipe /tmp/late.pipe
persona sh -c "exec read_input $touch <>/tmp/early.pipe" >/tmp/early.out
early=$persona_pid
wait_for 20 grep -q ready /tmp/early.out
node dist/cli/main.js doctor --json | sed 's/^/doctor /'
collect_to /dev/virtio-ports/devns.packets
persona sh -c "exec read_input $touch <>/tmp/late.pipe" >/tmp/late.out
wait_for 20 grep -q ready /tmp/late.out
for pid in "$early" "$persona_pid"; do echo "reader pid=$pid inum=$(stat -Lc %i "/proc/$pid/ns/pid")"; done
asked=$(wc -l </tmp/touch.out)
echo "burst 40 400" >/tmp/touch
wait_for 60 sh -c "[ \$(wc -l </tmp/touch.out) -gt $asked ]"
echo "generator touch node=$touch $(tail -n 1 /tmp/touch.out)"
led=$(ls -d /sys/class/leds/input*::capslock | tail -n 1)
persona sh -c "echo 1 >$led/brightness; echo set; exec sleep 1000" >/tmp/lamp.out
wait_for 20 grep -q set /tmp/lamp.out
echo "led name=${led##*/} inum=$(stat -Lc %i "/proc/$persona_pid/ns/pid")"
sleep 1
collect_end
