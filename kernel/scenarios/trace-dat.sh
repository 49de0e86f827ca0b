# What a recording takes beside a trace.dat of the same switches, made by trace-cmd in the same run: switches as fast as they go, then so
# many a second. In a guest that has trace-cmd: npm run vm -- run --flavour tracers kernel/scenarios/trace-dat.sh. Lines:
#	size WHAT switches_per_second=COUNT events=COUNT bytes=COUNT	a trace.dat without events is `empty`; a recording holds other events too
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

modules_load dev_ns dev_ns_input dev_ns_led
for name in one two; do
	cast $name $name sleep 1000
	eval "$name=\$persona_pid"
done

# The tracepoints that the collector's events of a switch come from.
points="-e dev_ns:switch_request -e dev_ns:switch_locked -e dev_ns:switch_flip -e dev_ns:switch_end -e dev_ns:driver_begin -e dev_ns:driver_end"

# switching COUNT PAUSE INIT INIT: so many switches by one process, that far apart in seconds; /tmp/rate is how many a second it came to.
cat >/tmp/switching <<'END'
use Time::HiRes qw(sleep time);
my ($count, $pause, @inits) = @ARGV;
open(my $active, ">", "/proc/dev_ns/active_ns_pid") or die $!;
my $begin = time;
for (1 .. $count) { syswrite($active, $inits[$_ % 2]) or die $!; sleep $pause if $pause; }
open(my $rate, ">", "/tmp/rate") or die $!;
printf $rate "%.0f", $count / (time - $begin);
END

# traced_events FILE: of all that a trace.dat has.
traced_events() {
	trace-cmd report -i "$1" 2>/dev/null | grep -cE ' (switch_(request|locked|flip|end)|driver_(begin|end)):'
}

# recorded_events FILE: of all that a recording has.
recorded_events() {
	node --enable-source-maps dist/cli/main.js report --json "$1" | sed -n '/"type":"session"/s/.*"events":\([0-9]*\).*/\1/p'
}

trace-cmd --version 2>&1 | grep version >&2
trace-cmd record -q $points -o /tmp/trace.dat true
echo "size empty switches_per_second=0 events=$(traced_events /tmp/trace.dat) bytes=$(stat -c %s /tmp/trace.dat)"
for codec in deflate brotli; do
	for pause in 0 0.05; do
		rm -f /tmp/trace.dat
		COLLECT="--compress $codec"
		collect_to /tmp/recording.devns
		trace-cmd record -q $points -o /tmp/trace.dat perl /tmp/switching 400 $pause "$one" "$two"
		collect_end
		rate=$(cat /tmp/rate)
		echo "size trace.dat switches_per_second=$rate events=$(traced_events /tmp/trace.dat) bytes=$(stat -c %s /tmp/trace.dat)"
		echo "size $codec switches_per_second=$rate events=$(recorded_events /tmp/recording.devns) bytes=$(stat -c %s /tmp/recording.devns)"
		rm -f /tmp/kept.devns
		node dist/cli/main.js export /tmp/recording.devns --to devns --compress $codec -o /tmp/kept.devns
		echo "size $codec-rewritten switches_per_second=$rate events=$(recorded_events /tmp/kept.devns) bytes=$(stat -c %s /tmp/kept.devns)"
	done
done
