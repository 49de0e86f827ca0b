# What it costs to be watched, on a stock kernel: everything is done without and with the collector in the same run. Lines:
# `WHAT key=value…`; ratios are with by without.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh

events_ns() {
	python3 kernel/scenarios/stock/cost.py events /tmp/keyboard /tmp/keyboard.out
}

opens_ns() {
	python3 kernel/scenarios/stock/cost.py opens /tmp/regular
}

# cpu_ms PID…: CPU time that they have used, in ms.
cpu_ms() {
	for pid in "$@"; do cut -d' ' -f14,15 "/proc/$pid/stat"; done | awk '{ sum += $1 + $2 } END { print sum * 10 }'
}

# busy RATE: the CPU in percent that the collector and its bpftrace take while so many events a second come; `rate` is what came.
busy() {
	node_before=$(cpu_ms "$collector") bpftrace_before=$(cpu_ms "$bpftrace")
	begin=$(date +%s%N)
	if [ "$1" -eq 0 ]; then sleep 5; else
		written=$(wc -l </tmp/keyboard.out)
		echo "burst $(($1 * 5)) $1" >/tmp/keyboard
		wait_for 120 sh -c "[ \$(wc -l </tmp/keyboard.out) -gt $written ]"
	fi
	took=$((($(date +%s%N) - begin) / 1000000))
	echo "cpu wanted=$1 rate=$(($1 * 5000 / took)) collector_percent=$((($(cpu_ms "$collector") - node_before) * 100 / took))" \
		"bpftrace_percent=$((($(cpu_ms "$bpftrace") - bpftrace_before) * 100 / took))"
}

stock_input_load
: >/tmp/regular
device keyboard "Costly keys"
mkfifo /tmp/reader.pipe
persona sh -c "exec read_input $node <>/tmp/reader.pipe" >/tmp/reader.out
wait_for 20 grep -q ready /tmp/reader.out
without=$(events_ns)
without_open=$(opens_ns)
collect_to /tmp/packets
bpftrace=$(pgrep -P "$collector" -x bpftrace)
counted=$(tail -n 1 /tmp/keyboard.out | sed 's/.*written=//')
with=$(events_ns)
with_open=$(opens_ns)
echo "input without_ns=$without with_ns=$with ratio_percent=$((with * 100 / without))"
echo "open without_ns=$without_open with_ns=$with_open ratio_percent=$((with_open * 100 / without_open))"
for rate in 0 1000 20000; do busy $rate; done
sleep 1
written=$(tail -n 1 /tmp/keyboard.out | sed 's/.*written=//')
echo quit >/tmp/reader.pipe
wait_for 20 grep -q events= /tmp/reader.out
sleep 1
collect_end
node --enable-source-maps dist/cli/main.js report --json /tmp/packets >/tmp/report
grep '"type":"client"' /tmp/report | grep '"comm":"read_input"' |
	sed "s/.*\"delivered\":\([0-9]*\).*\"dropped\":\([0-9]*\).*/accounted written=$((written - counted)) delivered=\1 dropped=\2/"
grep '"type":"loss"' /tmp/report | sed 's/.*"events":\([0-9]*\).*"times":\([0-9]*\).*/loss events=\1 times=\2/'
