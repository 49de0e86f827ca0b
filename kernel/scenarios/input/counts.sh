# SPDX-License-Identifier: GPL-2.0-only
echo "# what the tracepoints count"
trace=/sys/kernel/tracing

trace_on() {
	echo 0 >$trace/tracing_on
	echo >$trace/trace
	echo 4096 >$trace/buffer_size_kb
	# The only clock that puts what two CPUs said into their order for sure.
	echo counter >$trace/trace_clock
	echo 1 >$trace/events/dev_ns/enable
	echo 1 >$trace/tracing_on
}

traced() {
	sed -n 's/^.*[0-9]: \([a-z_]*: .*\)$/\1/p' $trace/trace
}

# client_of NAME: the number of its client.
client_of() {
	process_of "$1"
	traced | sed -n "s/^client_open: client=\([0-9]*\) .* pid=$process .*/\1/p"
}

# closing NAME KEY: of its client_close.
closing() {
	said=$(traced | grep "^client_close: client=$1 ")
	value "$2"
}

trace_on
front root
device keys keyboard
reader r root keys
reader deaf root keys
reader a one keys
reader m one keys
ask deaf pause
ask m mask 1 48
c_r=$(client_of r) c_deaf=$(client_of deaf) c_a=$(client_of a) c_m=$(client_of m)
for round in 1 2 3 4; do
	ask keys burst 40
	ask r stat
done
front one
ask keys burst 60
ask a stat
ask keys packet 1 30 1
front root
ask keys packet 1 30 0
ask r stat
value events
r_read=$value
ask a stat
value events
a_read=$value
echo 42 >/proc/dev_ns/statedump
for each in r deaf a m; do
	end $each
done
same "the device is told, with its name" 1 "$(traced | grep -c "^device_add: dev=0xd0[0-9a-f]* name=scenario's keyboard keys existing=0")"
closing "$c_r" total
same "what a client read is what it says it read" "$r_read" "$value"
closing "$c_r" delivered
same "and all that it was given" "$r_read" "$value"
closing "$c_r" withheld
same "what was kept from it is the rest" $((224 - r_read)) "$value"
closing "$c_a" total
same "the same for the other namespace" "$a_read" "$value"
closing "$c_a" delivered
same "whose switch added a release and its report" "$((62 + 2))" "$value"
closing "$c_a" withheld
same "and which missed the rest" 162 "$value"
closing "$c_deaf" dropped
dropped=$value
closing "$c_deaf" delivered
delivered=$value
closing "$c_deaf" total
same "a client that does not read has read nothing" 0 "$value"
holds "and what was delivered but not dropped still fits its buffer" test $((delivered - dropped)) -gt 0 -a $((delivered - dropped)) -le 64
closing "$c_m" delivered
same "what is masked is not delivered" 0 "$value"
closing "$c_m" withheld
same "nor withheld: that is the rest" 162 "$value"
same "a packet that a switch makes says so" 1 "$(traced | grep "^client_events: client=$c_a " | grep -c 'now=2 .*synthetic=1')"
same "nothing is delivered to who is not active" 0 "$(traced | grep '^client_events: ' | grep 'active=0' | grep -vc 'now=0 ')"
same "the counts of a client never go backwards" "" "$(traced | grep '^client_events: ' | awk '
	{ for (i = 2; i <= NF; i++) { split($i, pair, "="); value[pair[1]] = pair[2] }
	  c = value["client"]; d = value["delivered"] + 0; w = value["withheld"] + 0
	  if (d < last[c] || w < kept[c]) print
	  last[c] = d; kept[c] = w }')"
dump=$(traced | sed -n '/^statedump_begin: cookie=42/,/^statedump_end: cookie=42/p')
same "a state dump tells the device" 1 "$(echo "$dump" | grep -c "^device_add: .*scenario's keyboard keys existing=1")"
same "its clients" 4 "$(echo "$dump" | grep -c '^client_open: .* existing=1')"
same "and their counts" 1 "$(echo "$dump" | grep -c "^client_state: client=$c_r .* total=$r_read\$")"
reader g one keys
ask g grab
echo 43 >/proc/dev_ns/statedump
same "and a grab" 1 "$(traced | sed -n '/statedump_begin: cookie=43/,$p' | grep -c '^grab: .* action=0 real=0 ret=0 existing=1')"
front one
front root
end g
same "a grab's life is told" "0 0;3 1;2 1;1 0;" \
	"$(traced | sed -n 's/^grab: .* action=\([0-9]\) real=\([0-9]\) ret=0 existing=0/\1 \2/p' | tr '\n' ';')"
same "a failed open is told" 0 "$(traced | grep -c client_open_failed)"
echo 0 >$trace/events/dev_ns/enable
end keys
