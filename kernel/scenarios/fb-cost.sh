# What a switch of the framebuffer costs against a copy of the screen, in it and by itself (framebuffer/switch_cost.py), in one run: with two personas that
# have drawn, with sixteen more, with sixteen more clients of each of the first two, all with a mapping; with tracepoints recorded; with
# devns-top attached. Lines: `WHAT key=value…`; times in ns, medians of the rounds. fb-cost.sh [ROUNDS]
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
rounds=${1:-100}

console_off
modules_load dev_ns dev_ns_fb
graphics=/sys/class/graphics/fb0
bytes=$(($(sed 's/.*,//' $graphics/virtual_size) * $(cat $graphics/stride)))
insmod /devns/faults/bare_copy.ko bytes=$bytes || die "nothing to measure a bare copy with"

number=0
# client INIT: one more client that has drawn a picture, and keeps the framebuffer open and mapped.
client() {
	number=$((number + 1))
	mkfifo "/tmp/client$number"
	inside "$1" sh -c "exec draw /dev/devns/fb0 <>/tmp/client$number" >"/tmp/client$number.out" &
	printf 'map %d\n' $number >"/tmp/client$number"
	wait_for 30 test -s "/tmp/client$number.out"
}

# measured WHAT
measured() {
	figures=$(python3 kernel/scenarios/framebuffer/switch_cost.py "$rounds" "$first" "$second") || die "$1 was not measured"
	echo "$1 $figures"
}

persona sleep 100000
first=$persona_pid
persona sleep 100000
second=$persona_pid
client "$first"
client "$second"
measured two-personas
for _ in $(seq 16); do
	persona sleep 100000
	client "$persona_pid"
done
measured sixteen-more-personas
for _ in $(seq 16); do
	client "$first"
	client "$second"
done
measured sixteen-more-clients-each
echo 1 >/sys/kernel/tracing/events/dev_ns/enable
measured tracepoints-recorded
echo 0 >/sys/kernel/tracing/events/dev_ns/enable
collect_to /tmp/cost.devns
measured devns-top-attached
collect_end
