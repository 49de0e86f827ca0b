# What a switch of the framebuffer costs, against a copy of a screen in memory, as ratios in this run: with few namespaces, with many,
# and with many mappings. Lines: `cost namespaces=… mappings=… switch_ns=… copy_ns=… ratio=…`, medians.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh
here=/repo/kernel/scenarios
. $here/results.sh
. $here/traced.sh
. $here/input/talk.sh
node=/dev/devns/fb0

# The driver's two phases of each switch, added up, in ns.
phases() {
	sed -n 's/^.* \([0-9]*\)\.\([0-9]*\): driver_\(begin\|end\): sw=\([0-9]*\) .* driver=framebuffer$/\4 \3 \1\2/p' $trace/trace |
		awk '{ if ($2 == "begin") at = $3; else took[$1] += $3 - at } END { for (sw in took) print took[sw] * 1000 }'
}

median() {
	sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# cost NAMESPACES MAPPINGS
cost() {
	trace_begin
	for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		front one
		front root
	done
	switch=$(phases | median)
	ask r copy 40
	value copy
	echo "cost namespaces=$1 mappings=$2 switch_ns=$switch copy_ns=$value ratio=$(awk "BEGIN { print $switch / $value }")"
}

modules_load dev_ns dev_ns_fb
people one
start r draw $node
start one within one draw $node
ask r write 1
ask one write 2
cost 2 2
many=
for each in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
	people p$each
	start p$each within p$each draw $node
	ask p$each write $each
	many="$many p$each"
done
cost 16 16
for each in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
	start m$each within one draw $node
	ask m$each map $each
	many="$many m$each"
done
cost 16 30
for each in r one $many; do end $each; done
