# What it costs to be watched, on a stock kernel: everything is done without and with the collector in the same run, in turns of the same
# length. Lines: `WHAT key=value…`; ratios are with by without.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

# events_ns: how long 8,000 events take from the device's driver through the input core to a client, in ns each. The median of five.
events_ns() {
	for round in 1 2 3 4 5; do
		perl -MTime::HiRes=clock_gettime,CLOCK_MONOTONIC -e '
			open(my $to, "+<", $ARGV[0]) or die; $to->autoflush(1); open(my $from, "<", $ARGV[1]) or die; seek($from, 0, 2);
			my $begin = clock_gettime(CLOCK_MONOTONIC); print $to "burst 8000\n";
			my $line; until (defined($line = <$from>)) { seek($from, 0, 1); select(undef, undef, undef, 0.001) }
			printf("%d\n", (clock_gettime(CLOCK_MONOTONIC) - $begin) * 1e9 / 8000)' /tmp/keyboard /tmp/keyboard.out
	done | sort -n | sed -n 3p
}

# opens_ns: how long an open and close of a regular file takes.
opens_ns() {
	for round in 1 2 3 4 5; do
		perl -MTime::HiRes=clock_gettime,CLOCK_MONOTONIC -e '
			my $begin = clock_gettime(CLOCK_MONOTONIC);
			for (1 .. 5000) { open(my $file, "<", "/etc/hostname"); close($file) }
			printf("%d\n", (clock_gettime(CLOCK_MONOTONIC) - $begin) * 1e9 / 5000)'
	done | sort -n | sed -n 3p
}

# cpu_ms PID…: CPU time that they have used, in ms.
cpu_ms() {
	for pid in "$@"; do cut -d' ' -f14,15 "/proc/$pid/stat"; done | awk '{ sum += $1 + $2 } END { print sum * 10 }'
}

# busy RATE: the collector's CPU in percent while so many events a second come.
busy() {
	before=$(cpu_ms $watchers)
	begin=$(date +%s%N)
	if [ "$1" -eq 0 ]; then sleep 5; else
		written=$(wc -l </tmp/keyboard.out)
		echo "burst $(($1 * 5)) $1" >/tmp/keyboard
		wait_for 120 sh -c "[ \$(wc -l </tmp/keyboard.out) -gt $written ]"
	fi
	took=$((($(date +%s%N) - begin) / 1000000))
	echo "cpu rate=$1 took_ms=$took percent=$((($(cpu_ms $watchers) - before) * 100 / took))"
}

stock_input_load
device keyboard "Costly keys"
mkfifo /tmp/reader.pipe
persona sh -c "exec read_input $node <>/tmp/reader.pipe" >/tmp/reader.out
wait_for 20 grep -q ready /tmp/reader.out
without=$(events_ns)
without_open=$(opens_ns)
collect_to /tmp/packets
with=$(events_ns)
with_open=$(opens_ns)
echo "input without_ns=$without with_ns=$with ratio_percent=$((with * 100 / without))"
echo "open without_ns=$without_open with_ns=$with_open ratio_percent=$((with_open * 100 / without_open))"

watchers="$collector $(pgrep -P "$collector" | head -n 1)"
for rate in 0 1000 20000; do busy $rate; done
sleep 1
echo stat >/tmp/reader.pipe
wait_for 20 grep -q events= /tmp/reader.out
collect_end
node --enable-source-maps dist/cli/main.js report --json /tmp/packets >/tmp/report
echo "loss $(grep '"type":"loss"' /tmp/report | sed 's/.*"events":\([0-9]*\).*"times":\([0-9]*\).*/events=\1 times=\2/')"
echo "accounted reader_$(tail -n 1 /tmp/reader.out | tr ' ' '\n' | grep -m 1 events= | sed 's/^.*\.//') client_$(grep '"type":"client"' /tmp/report |
	grep '"comm":"read_input"' | sed 's/.*"delivered":\([0-9]*\).*"dropped":\([0-9]*\).*/delivered=\1 dropped=\2/')"
