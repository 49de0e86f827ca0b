# SPDX-License-Identifier: GPL-2.0-only
echo "# requests by chance, drawing, deaths, switches and a screen that goes and comes, all at once"

# How much of it: 1 in a test, more in a storm.
times=${STORM:-1}
painter r root
painter one one
painter two two
for who in r one two; do ask $who mode 1280 800 32 1600; done
ask one busy map 300
switching() {
	round=0
	while [ $round -lt $((20 * times)) ]; do
		for next in "$init_one" "$init_two" 1; do echo "$next" >/proc/dev_ns/active_ns_pid; done
		round=$((round + 1))
	done
}
dying() {
	round=0
	while [ $round -lt $((3 * times)) ]; do
		# It dies active, or about to be, with its mapping being drawn to.
		persona sh -c "printf 'busy map 1\n' | draw $node & exec sleep 100"
		echo "$persona_pid" >/proc/dev_ns/active_ns_pid
		kill -KILL "$persona_pid"
		wait "$persona_unshare"
		round=$((round + 1))
	done
} >/dev/null 2>&1
leaving() {
	round=0
	while [ $round -lt $times ]; do
		echo "${device##*/}" >"$driver/unbind"
		sleep 0.2
		echo "${device##*/}" >"$driver/bind"
		wait_for 10 test -e /dev/fb0
		console_off
		# For a while it is drawn to.
		sleep 0.5
		round=$((round + 1))
	done
}
chance() {
	{ echo "random $((1000 * times)) $2"; echo quit; } | within "$1" draw $node >/dev/null
}
switching &
jobs=$!
dying &
jobs="$jobs $!"
leaving &
jobs="$jobs $!"
seed=0
for who in root one two; do
	seed=$((seed + 1))
	chance $who $seed &
	jobs="$jobs $!"
done
wait $jobs
ask one idle
front root
for who in r one two; do
	ask $who blank 0
	ask $who mode 1280 800 32 800
done
says "afterwards the root draws" "write=4096000" r write 70
says "and has it" "read=0 map=0" r check 70
screen "and it is on the screen" 70
for who in r one two; do end $who; done
holds "nobody has it open any more" rmmod dev_ns_fb
modules_load dev_ns_fb
