# How many lines a second bpftrace prints, and how many of them are decoded a second, both on this machine and of the same lines: requests to
# the LED, as fast as they can be made.
# print-rate.sh [REQUESTS]
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh
requests=${1:-60000}
printed=/tmp/printed

modules_load dev_ns dev_ns_led
# Without the marks that keep time: the file grows by requests only.
{
	cat probes/dev_ns/led.bt
	printf '%s\n' 'BEGIN { printf("bg %llu %d\n", nsecs, cpu); }'
} >/tmp/print-rate.bt
# Buffers that hold all of it, so that nothing is lost and bpftrace is what limits.
BPFTRACE_STRLEN=96 BPFTRACE_PERF_RB_PAGES=16384 bpftrace -f json /tmp/print-rate.bt >$printed &
bpftrace=$!
wait_for 120 grep -q '"bg ' $printed

# It prints what has gathered while it stood still, and competes with nobody.
kill -STOP $bpftrace
perl -e '
	open(my $led, ">", "/sys/class/leds/devns::led/brightness") or die $!;
	for (1 .. $ARGV[0]) { sysseek($led, 0, 0); syswrite($led, $_ & 1 ? "1" : "0") or die $!; }
' "$requests"
begin=$(date +%s%N)
kill -CONT $bpftrace
size=0
until [ "$(stat -c %s $printed)" -eq "$size" ]; do
	size=$(stat -c %s $printed)
	end=$(date +%s%N)
	sleep 0.5
done
kill -INT $bpftrace
wait $bpftrace || die "bpftrace failed"
! grep -q lost_events $printed || die "bpftrace lost lines"
lines=$(grep -c '"lr ' $printed)
[ "$lines" -eq "$requests" ] || die "$lines lines of $requests requests"
echo "printed lines=$lines per_second=$((lines * 1000000000 / (end - begin)))"
exec node --enable-source-maps dist/bench/print-rate.js $printed
