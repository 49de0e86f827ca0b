# SPDX-License-Identifier: GPL-2.0-only
echo "# switches every few milliseconds, while events flow and clients come and go"

rm -f /tmp/enough
device flow keyboard
device moves mouse
device pokes touch
for who in root one two; do
	start "s_$who" within "$who" read_input -s "/tmp/serials.$who" "$node_flow" "$node_moves" "$node_pokes"
done
ask s_one grab
ask s_root 2 grab

switches() {
	while [ ! -e /tmp/enough ]; do
		for next in $init_one $init_two 1; do
			echo "$next" >/proc/dev_ns/active_ns_pid
			usleep 3000
		done
	done
}
comings() {
	while [ ! -e /tmp/enough ]; do
		for who in one two root; do
			# Closed or killed. A grab would keep presses from its companions, as without namespaces.
			printf 'grab\n2 keys\n3 slots 57\n' | within "$who" timeout 0.2 read_input "$node_moves" "$node_flow" "$node_pokes"
			within "$who" timeout -s KILL 0.1 read_input "$node_moves" </dev/null
		done
	done >/dev/null 2>&1
}
pluggings() {
	while [ ! -e /tmp/enough ]; do
		(echo burst 400 4000; sleep 0.3) | timeout 0.4 generate touch "comes and goes" &
		sleep 0.1
		for late in /dev/input/event*; do
			within one timeout 0.2 read_input "$late" </dev/null &
		done
		wait
	done >/dev/null 2>&1
}
dumps() {
	while [ ! -e /tmp/enough ]; do
		echo 1 >/proc/dev_ns/statedump
		usleep 20000
	done
}
busybox --list | grep -qx usleep && usleep() { busybox usleep "$1"; } || usleep() { sleep 0.01; }
# Only what must not be is traced: a delivery to who is not active.
leaks=/sys/kernel/tracing/events/dev_ns/client_events
echo >/sys/kernel/tracing/trace
echo 'active == 0 && now > 0' >$leaks/filter
echo 1 >$leaks/enable
for job in switches comings pluggings dumps; do
	$job &
	jobs="$jobs $!"
done
(
	for round in 1 2 3; do
		ask moves burst 1000 1000
		ask pokes burst 1000 2000
	done
) &
others=$!
ask flow serials 4000 800
ask flow burst 1000 800
wait $others
touch /tmp/enough
wait $jobs
front root
echo 0 >$leaks/enable
same "nothing was delivered to who was not active" "" "$(grep -v '^#' /sys/kernel/tracing/trace | head -n 3)"
for who in root one two; do
	ask "s_$who" stat
	value odd
	same "$who: no press or release twice" 0 "$value"
	value down
	same "$who: no key left down" 0 "$value"
	value events
	echo "# $who read $value events of the first device"
	got=$said
	said=${got#* "${node_pokes##*/}".events}
	value contacts
	same "$who: no contact left" 0 "$value"
	value odd
	same "$who: no touch twice" 0 "$value"
done
sort -n /tmp/serials.* >/tmp/serials
holds "each had some" sh -c 'for each in /tmp/serials.*; do test -s $each || exit 1; done'
same "no event reached two namespaces, or one twice" "" "$(uniq -d /tmp/serials | head -n 3)"
same "and in each they came in order" "" "$(for who in root one two; do sort -nc /tmp/serials.$who 2>&1; done)"
echo "# $(wc -l </tmp/serials) of 4000 reached somebody, the others fell between two namespaces"
for who in root one two; do
	end "s_$who"
done
end flow
end moves
end pokes
# Who still has a node open.
holders() {
	for file in /proc/[0-9]*/fd/*; do
		case $(readlink "$file") in
		/dev/input/event*) echo "$file $(cat "${file%/fd/*}/comm")" ;;
		esac
	done
}
same "nobody has a node open any more" "" "$(holders)"
holds "and the drivers go" sh -c 'rmmod dev_ns_input && rmmod dev_ns'
