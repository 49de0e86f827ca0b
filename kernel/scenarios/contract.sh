# The contract of /proc/dev_ns, every case of it, as one line each: ok or not ok.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh
. /repo/kernel/scenarios/results.sh
. /repo/kernel/scenarios/traced.sh

proc=/proc/dev_ns

# request FILE [COMMAND…]: one write of standard input, and what came of it; the command is what runs who writes.
request() {
	file=$1
	shift
	"$@" write_once "$file"
}

# What must not change when a request is refused, into $state. (Only the shell's own commands: under emulation a process costs more than
# a check.)
see_state() {
	read -r pid <$proc/active_ns_pid
	read -r line <$proc/ns_tag
	state="$pid; $line"
}

# refused WHAT ERRNO FILE TEXT: TEXT is a format of printf.
refused() {
	see_state
	before=$state
	got=$(printf -- "$4" | request "$proc/$3")
	see_state
	if [ "$state" != "$before" ]; then
		not_ok "$1" "$before became $state"
	else
		same "$1" "$2" "$got"
	fi
}

# accepted WHAT FILE TEXT
accepted() {
	same "$1" wrote "$(printf -- "$3" | request "$proc/$2")"
}

# active_is WHAT PID
active_is() {
	read -r active <$proc/active_ns_pid
	same "$1" "$2" "$active"
}

tag_is() {
	IFS= read -r line <$proc/ns_tag
	same "$1" "$2" "${line#active: *[0-9] timestamp: *[0-9] tag: }"
}

timestamp() {
	sed -n 's/^active: [0-9]* timestamp: \([0-9.]*\) tag: .*/\1/p' $proc/ns_tag
}

zeros() {
	head -c "$1" /dev/zero | tr '\0' 0
}

only_process_is_gone() {
	! kill -0 "$1" 2>/dev/null
}

# end_of PID: kills a persona's init and waits until it is reaped.
end_of() {
	kill -KILL "$1"
	wait_for 10 only_process_is_gone "$1"
}

is_active() {
	[ "$(cat $proc/active_ns_pid)" = "$1" ]
}

echo "# at load"

modules_load dev_ns
same "active_ns_pid is 0644 root" "644 0 0" "$(stat -c '%a %u %g' $proc/active_ns_pid)"
same "ns_tag is 0644 root" "644 0 0" "$(stat -c '%a %u %g' $proc/ns_tag)"
same "statedump is 0200 root" "200 0 0" "$(stat -c '%a %u %g' $proc/statedump)"
same "the folder holds nothing else" "active_ns_pid devices ns_tag statedump" "$(ls $proc | tr '\n' ' ' | sed 's/ $//')"
same "root is active at boot" "1;" "$(tr '\n' ';' <$proc/active_ns_pid)"
same "root's timestamp is 0 and it has no tag" "active: 1 timestamp: 0 tag: ;" "$(tr '\n' ';' <$proc/ns_tag)"
same "byte by byte it reads the same" "$(cat $proc/ns_tag)" "$(dd bs=1 if=$proc/ns_tag 2>/dev/null)"

echo "# active_ns_pid: what is refused"

persona sh -c 'sleep 1000 & wait'
one=$persona_pid
wait_for 10 inner_child "$one" >/dev/null
# One namespace deeper, and one more process in the persona.
persona unshare --pid --fork --mount-proc sleep 1000
two=$persona_pid
wait_for 10 inner_child "$two" >/dev/null
accepted "a persona becomes active" active_ns_pid "$one"
active_is "and is named by its init" "$one"

refused "nothing" EINVAL active_ns_pid ''
refused "a newline" EINVAL active_ns_pid '\n'
refused "a word" EINVAL active_ns_pid 'abc'
refused "a number and a letter" EINVAL active_ns_pid '1x'
refused "a hexadecimal number" EINVAL active_ns_pid '0x1'
refused "a fraction" EINVAL active_ns_pid '1.0'
refused "a leading space" EINVAL active_ns_pid ' 1'
refused "a trailing space" EINVAL active_ns_pid '1 '
refused "two numbers" EINVAL active_ns_pid '1 1'
refused "two lines" EINVAL active_ns_pid '1\n1\n'
refused "two newlines" EINVAL active_ns_pid '1\n\n'
refused "a number and a NUL" EINVAL active_ns_pid '1\0'
refused "a number, a NUL and more" EINVAL active_ns_pid '1\0001'
refused "a NUL" EINVAL active_ns_pid '\0'
refused "two signs" EINVAL active_ns_pid '--1'
refused "PID 0" EINVAL active_ns_pid '0'
refused "PID 0 with a newline" EINVAL active_ns_pid '0\n'
refused "PID -1" EINVAL active_ns_pid '-1'
refused "2^31" EINVAL active_ns_pid '2147483648'
refused "2^32 + 1, which is not 1" EINVAL active_ns_pid '4294967297'
refused "2^64 + 1, which is not 1" EINVAL active_ns_pid '18446744073709551617'
refused "a number of 30 digits" EINVAL active_ns_pid '999999999999999999999999999999'
refused "33 bytes that would be PID 1" EINVAL active_ns_pid "$(zeros 32)1"
refused "a page and a byte" EINVAL active_ns_pid "$(zeros 4096)1"
refused "128 KiB" EINVAL active_ns_pid "$(zeros 100000)1"
refused "a tag" EINVAL active_ns_pid "$one:TAG"
refused "a PID that can't be" EINVAL active_ns_pid '2147483647'

sleep 1000 &
gone=$!
kill -KILL $gone
wait $gone 2>/dev/null
refused "a process that has gone" EINVAL active_ns_pid "$gone"

# A session's leader that has gone leaves its number behind as that of a group.
group=$(setsid sh -c 'sleep 1000 >/dev/null & echo $$')
wait_for 10 only_process_is_gone "$group"
holds "(a group without its leader is there)" pgrep -g "$group"
refused "the number of a process group" EINVAL active_ns_pid "$group"
kill -KILL "-$group"

# Its parent is stopped, so that the init is not reaped.
persona sleep 1000
kill -STOP "$persona_unshare"
kill -KILL "$persona_pid"
wait_for 10 grep -q '^State:.Z' "/proc/$persona_pid/status"
refused "an init that is dead but not reaped" EINVAL active_ns_pid "$persona_pid"
refused "a tag for it" EINVAL ns_tag "$persona_pid:DEAD"
kill -CONT "$persona_unshare"
wait_for 10 only_process_is_gone "$persona_pid"
refused "the same once it is reaped" EINVAL active_ns_pid "$persona_pid"

echo "# active_ns_pid: what is obeyed"

accepted "root, without a newline" active_ns_pid '1'
active_is "is active" 1
accepted "a persona, with a newline" active_ns_pid "$one\n"
active_is "is active" "$one"
accepted "root, by another of its processes" active_ns_pid "$$"
active_is "reads as PID 1" 1
accepted "a persona, by a process that is not its init" active_ns_pid "$(inner_child "$one")"
active_is "reads as its init" "$one"
accepted "root, by a kernel thread" active_ns_pid '2'
active_is "reads as PID 1" 1
accepted "leading zeros" active_ns_pid "000$one"
active_is "are no octal number" "$one"
accepted "a persona, by a process of a namespace nested in it" active_ns_pid "$(inner_child "$two")"
active_is "reads as the persona's own init" "$two"

before=$(cut -d' ' -f1 /proc/uptime)
accepted "a switch" active_ns_pid "$one"
after=$(cut -d' ' -f1 /proc/uptime)
holds "its timestamp has nanoseconds" expr "$(timestamp)" : '[0-9][0-9]*\.[0-9]\{9\}$'
# /proc/uptime is cut to hundredths.
holds "and lies between before and after" awk "BEGIN { exit !($before <= $(timestamp) && $(timestamp) <= $after + 0.01) }"

was=$(timestamp)
trace_begin
accepted "the active one again" active_ns_pid "$one"
same "is no switch: the timestamp stays" "$was" "$(timestamp)"
same "and nothing is traced" "" "$(traced)"

got=$(perl -e '
	open(my $file, "+<", $ARGV[0]) or die;
	for (@ARGV[1 .. $#ARGV]) {
		defined syswrite($file, $_) or die;
		sysseek($file, 0, 0);
		sysread($file, my $line, 100);
		print $line;
	}' $proc/active_ns_pid "$two" "$one" 1 | tr '\n' ' ')
same "requests through one open file, each in force when its write returns" "$two $one 1 " "$got"

echo "# ns_tag"

accepted "the persona is active" active_ns_pid "$one"
accepted "a tag" ns_tag "$one:TAG\n"
tag_is "is shown" TAG
refused "nothing" EINVAL ns_tag ''
refused "a newline" EINVAL ns_tag '\n'
refused "a PID alone" EINVAL ns_tag "$one"
refused "a tag alone" EINVAL ns_tag 'ABC'
refused "a colon alone" EINVAL ns_tag ':'
refused "no PID" EINVAL ns_tag ':ABC'
refused "a word for a PID" EINVAL ns_tag 'abc:ABC'
refused "a space before the PID" EINVAL ns_tag " $one:ABC"
refused "a space after the PID" EINVAL ns_tag "$one :ABC"
refused "PID 0" EINVAL ns_tag '0:ABC'
refused "a negative PID" EINVAL ns_tag "-$one:ABC"
refused "a PID past 2^32" EINVAL ns_tag "$((one + 4294967296)):ABC"
refused "a process that has gone" EINVAL ns_tag "$gone:ABC"
refused "a tag of 5 bytes" EINVAL ns_tag "$one:ABCDE"
refused "a tag of 5 bytes and a newline" EINVAL ns_tag "$one:ABCDE\n"
refused "two newlines" EINVAL ns_tag "$one:ABC\n\n"
refused "a newline inside" EINVAL ns_tag "$one:A\nB"
refused "a NUL at the end" EINVAL ns_tag "$one:ABC\0"
refused "a NUL inside" EINVAL ns_tag "$one:A\0B"
refused "a tabulator" EINVAL ns_tag "$one:A\tB"
refused "an escape" EINVAL ns_tag "$one:\033[m"
refused "the last control character" EINVAL ns_tag "$one:\037"
refused "a delete" EINVAL ns_tag "$one:\177"
refused "a byte past ASCII" EINVAL ns_tag "$one:\240"
refused "a letter of two bytes" EINVAL ns_tag "$one:\303\251"
refused "over-long input" EINVAL ns_tag "$(zeros 40)$one:ABC"
refused "over-long input with a tag that is too long" EINVAL ns_tag "$one:$(zeros 5000)"
tag_is "after all that the tag is what it was" TAG

accepted "a tag of 4 bytes" ns_tag "$one:ABCD"
tag_is "is shown" ABCD
accepted "a shorter one" ns_tag "$one:x\n"
tag_is "replaces all of it" x
accepted "a tag with colons" ns_tag "$one::a:"
tag_is "keeps them" ':a:'
accepted "the first and the last printable characters" ns_tag "$one: ~ ~"
tag_is "are kept" ' ~ ~'
accepted "a per cent sign" ns_tag "$one:%%s%%n"
tag_is "is a character like others" '%s%n'
accepted "no tag" ns_tag "$one:"
tag_is "takes it away" ''
accepted "a tag by another process of the namespace" ns_tag "$(inner_child "$one"):PEER"
tag_is "is the namespace's" PEER
accepted "a tag for the background" ns_tag "$two:BACK"
tag_is "is not shown" PEER
accepted "until that is active" active_ns_pid "$two"
tag_is "and then is" BACK
accepted "a tag by a process nested in it" ns_tag "$(inner_child "$two"):DEEP"
tag_is "is the persona's" DEEP
accepted "a tag for root" ns_tag '1:ROOT'
accepted "with root active" active_ns_pid '1'
tag_is "is shown" ROOT
accepted "without it" ns_tag '1:'
accepted "back to the persona" active_ns_pid "$one"
tag_is "whose tag has stayed" PEER

echo "# who may"

nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
powerless="setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin"
inside="nsenter --target $one --pid --mount"
nested="nsenter --target $two --pid --mount unshare --pid --fork --mount-proc"
bytes_of() {
	"$@" 2>&1 | tail -n 1
}
same "anybody in the root namespace may read active_ns_pid" "$one" "$(bytes_of $nobody cat $proc/active_ns_pid)"
same "and ns_tag" "$(cat $proc/ns_tag)" "$(bytes_of $nobody cat $proc/ns_tag)"
for file in active_ns_pid devices ns_tag statedump; do
	case $file in
	active_ns_pid) text=1 ;;
	devices) text="input/event0 shared" ;;
	ns_tag) text="$one:OOPS" ;;
	statedump) text=1 ;;
	esac
	see_state
	before=$state
	same "$file: another user may not write" "open EACCES" "$(echo $text | request $proc/$file $nobody)"
	same "$file: root without CAP_SYS_ADMIN may not" EPERM "$(echo $text | request $proc/$file $powerless)"
	same "$file: nor may it say nonsense" EPERM "$(echo nonsense | request $proc/$file $powerless)"
	same "$file: nor through what root has opened" EPERM "$(echo $text | request 3 $powerless 3>$proc/$file)"
	same "$file: nor may root of a user namespace" EPERM "$(echo $text | request $proc/$file unshare --user --map-root-user)"
	same "$file: a persona may not open it" "open EPERM" "$(echo $text | request $proc/$file $inside)"
	same "$file: nor one nested in it" "open EPERM" "$(echo $text | request $proc/$file $nested)"
	same "$file: nor read it" "cat: $proc/$file: Operation not permitted" "$(bytes_of $inside cat $proc/$file)"
	see_state
	same "$file: after all that nothing has changed" "$before" "$state"
done
same "statedump: root may not read it" "cat: $proc/statedump: Permission denied" "$(bytes_of cat $proc/statedump)"

# A file that the powerless opened, written by root: fetched from its process by pidfd_getfd(2).
$powerless sh -c 'exec 3>'$proc/active_ns_pid'; exec sleep 1000' &
holder=$!
wait_for 10 test -e /proc/$holder/fd/3
wait_for 10 grep -q sleep /proc/$holder/comm
got=$(echo 1 | perl -e '
	my $process = syscall(434, $ARGV[0] + 0, 0);
	my $file = syscall(438, $process, 3, 0);
	fcntl(STDIN, 0, 0);
	open(my $copy, ">&=", $file) or die "no file: $!";
	$^F = 100;
	fcntl($copy, 2, 0);
	exec("write_once", $file);' $holder)
same "root may not through what the powerless have opened" EPERM "$got"
active_is "and nothing has changed" "$one"
kill -KILL $holder

echo "# statedump"

refused "nothing" EINVAL statedump ''
refused "a word" EINVAL statedump 'now'
refused "a negative number" EINVAL statedump '-1'
refused "2^64" EINVAL statedump '18446744073709551616'
refused "a number and a NUL" EINVAL statedump '1\0'
refused "over-long input" EINVAL statedump "$(zeros 40)1"
# A write-only file is a seq_file without anything to show.
same "there is no place in it to seek" "errno 29" \
	"$(perl -e 'open my $f, ">", $ARGV[0] or die; print sysseek($f, 1, 0) ? "sought" : "errno " . ($! + 0)' $proc/statedump)"
trace_begin
refused "nonsense" EINVAL statedump 'x'
same "tells nothing" "" "$(traced)"
accepted "2^64 - 1" statedump '18446744073709551615\n'
same "begins with its cookie" "statedump_begin: cookie=18446744073709551615" "$(traced | head -n 1)"
same "ends with its cookie" "statedump_end: cookie=18446744073709551615" "$(traced | tail -n 1)"
same "tells of root and both personas" 3 "$(traced_count '^ns_appear: .* existing=1$')"
same "tells root's place" 1 "$(traced_count "^ns_appear: ns=$root_inum parent=0 level=0 pid=1 ")"
same "tells a persona's place and init" 1 "$(traced_count "^ns_appear: ns=$(inum "$one") parent=$root_inum level=1 pid=$one ")"
same "tells who is active since when" "active: ns=$(inum "$one") since=$(timestamp | tr -d .)" "$(traced | grep ^active:)"

echo "# what a switch tells"

trace_begin
accepted "a switch" active_ns_pid "$two"
number=$(traced | sed -n 's/^switch_request: sw=\([0-9]*\) .*/\1/p')
from=$(inum "$one") to=$(inum "$two")
same "the request says to whom and why" 1 "$(traced_count "^switch_request: sw=$number to=$to reason=0 .* asker_ns=$root_inum$")"
same "its steps are in order" "switch_request switch_locked switch_flip switch_end " \
	"$(traced | grep ^switch_ | sed 's/:.*//' | tr '\n' ' ')"
same "locked" 1 "$(traced_count "^switch_locked: sw=$number from=$from to=$to$")"
same "flipped" 1 "$(traced_count "^switch_flip: sw=$number from=$from to=$to$")"
same "ended" 1 "$(traced_count "^switch_end: sw=$number from=$from to=$to ret=0$")"
accepted "the next switch" active_ns_pid "$one"
same "has the next number" 1 "$(traced_count "^switch_request: sw=$((number + 1)) ")"
trace_begin
accepted "a tag" ns_tag "$two:abcd"
same "is told as its bytes" "ns_tag: ns=$to tag=0x64636261" "$(traced)"

echo "# the end of a persona"

trace_begin
end_of "$two"
# Told by a worker.
wait_for 10 sh -c "grep -q ns_gone $trace/trace"
same "in the background it is told once" "ns_gone: ns=$to" "$(traced)"
active_is "and changes nothing" "$one"

from=$(inum "$one")
was=$(timestamp)
trace_begin
end_of "$one"
wait_for 10 is_active 1
active_is "of the active one: root is active" 1
wait_for 10 sh -c "grep -q ns_gone $trace/trace"
tag_is "without the dead one's tag" ''
holds "with a timestamp of its own" awk "BEGIN { exit !($(timestamp) > $was) }"
same "the switch says why" 1 "$(traced_count "^switch_request: .* to=$root_inum reason=1 ")"
same "it comes before the end is told" "switch_request switch_locked switch_flip switch_end ns_gone " \
	"$(traced | sed 's/:.*//' | tr '\n' ' ')"
refused "its PID names nothing now" EINVAL active_ns_pid "$one"

persona sleep 1000
kill -STOP "$persona_pid"
accepted "a stopped persona can be active" active_ns_pid "$persona_pid"
end_of "$persona_pid"
wait_for 10 is_active 1
active_is "and ends as any other" 1

# A namespace whose processes hold nothing gives its inode number back at once.
trace_begin
persona sleep 1000
accepted "a persona with a tag" ns_tag "$persona_pid:OLD"
accepted "is active" active_ns_pid "$persona_pid"
number=$(inum "$persona_pid")
end_of "$persona_pid"
wait_for 10 sh -c "grep -q ns_gone $trace/trace"
tries=0
while [ $tries -lt 50 ]; do
	tries=$((tries + 1))
	# The number comes back after an RCU grace period.
	sleep 0.1
	persona sleep 1000
	[ "$(inum "$persona_pid")" != "$number" ] || break
	kill -KILL "$persona_pid"
done
same "another persona is given its inode number" "$number" "$(inum "$persona_pid")"
accepted "and becomes active" active_ns_pid "$persona_pid"
tag_is "without its tag" ''
active_is "under its own PID" "$persona_pid"
same "the old one's end is told before the new one's beginning" "ns_appear ns_gone ns_appear " \
	"$(traced | grep -E "^(ns_appear|ns_gone): ns=$number( |$)" | sed 's/:.*//' | tr '\n' ' ')"
end_of "$persona_pid"
wait_for 10 is_active 1

echo "# many at once"

trace_begin
echo 8192 >$trace/buffer_size_kb
cp /bin/sleep /tmp/target
# Asks for every persona that lives at this moment, again and again.
ask() {
	while [ ! -e /tmp/enough ]; do
		targets=$(pgrep -x target)
		for again in 1 2 3 4 5 6 7 8 9 10; do
			for target in $targets; do
				echo "$target" >$proc/active_ns_pid
			done
		done
	done 2>/dev/null
}
# Four of them, while personas come and go under them.
for asker in 1 2 3 4; do
	ask &
	askers="$askers $!"
done
for round in 1 2 3 4 5 6 7 8 9; do
	persona /tmp/target 1000
	victims="$victims $persona_pid"
	if [ $((round % 3)) -eq 0 ]; then
		sleep 0.5
		kill -KILL $victims
		victims=
	fi
done
touch /tmp/enough
wait $askers
wait_for 20 is_active 1
active_is "when all have died root is active" 1
echo 0 >$trace/tracing_on
traced >/tmp/storm
echo "# $(grep -c ^switch_flip /tmp/storm) switches, $(grep -c 'reason=1' /tmp/storm) by a death, $(grep -c 'ret=-' /tmp/storm) refused under the lock"
holds "there were switches by request and by death" sh -c 'grep -q reason=0 /tmp/storm && grep -q reason=1 /tmp/storm'
same "no line was lost" "0" "$(cat $trace/per_cpu/cpu*/stats | awk '/overrun/ { lost += $NF } END { print lost + 0 }')"
same "every switch that was begun has ended, once" "$(grep -c ^switch_request /tmp/storm)" "$(grep ^switch_end /tmp/storm | sed 's/ from.*//' | sort -u | wc -l)"
same "no end is without its beginning" "$(grep -c ^switch_request /tmp/storm)" "$(grep -c ^switch_end /tmp/storm)"
same "no two are under the lock at once" "" "$(awk '
	/^switch_locked/ { if (held) print "locked twice at " $2; held = $2 }
	/^switch_(flip|end)/ { if (held != $2) print $0 " while " held " has the lock" }
	/^switch_end/ { held = "" }' /tmp/storm | head -n 3)"
same "each begins from the one that the last ended with" "" "$(awk '
	/^switch_locked/ { split($3, f, "="); if (active && f[2] != active) print $0 " but " active " is active" }
	/^switch_flip/ { split($4, t, "="); active = t[2] }' /tmp/storm | head -n 3)"
same "nobody is active after the end of the namespace" "" "$(awk '
	/^switch_flip/ { split($4, t, "="); active = t[2] }
	/^ns_gone/ { split($2, n, "="); if (n[2] == active) print }' /tmp/storm | head -n 3)"

echo "# with strict=1"

rmmod dev_ns
holds "the module goes" test ! -e $proc
insmod /devns/modules/dev_ns.ko strict=1
persona unshare --pid --fork --mount-proc sleep 1000
middle=$persona_pid
wait_for 10 inner_child "$middle" >/dev/null
inner=$(inner_child "$middle")
accepted "a nested namespace becomes active" active_ns_pid "$inner"
active_is "as itself" "$inner"
accepted "the one around it" active_ns_pid "$middle"
active_is "is another" "$middle"
accepted "back" active_ns_pid "$inner"
end_of "$middle"
wait_for 10 is_active 1
active_is "when the outer one ends, so does the inner one" 1
rmmod dev_ns

echo "# coming and going"

persona sleep 1000
rounds=0
while [ $rounds -lt 20 ]; do
	rounds=$((rounds + 1))
	insmod /devns/modules/dev_ns.ko || break
	echo "$persona_pid" >$proc/active_ns_pid || break
	echo "$persona_pid:LOOP" >$proc/ns_tag || break
	rmmod dev_ns || break
done
same "loaded and unloaded 20 times with a persona active" 20 "$rounds"
insmod /devns/modules/dev_ns.ko
echo "$persona_pid" >$proc/active_ns_pid
kill -KILL "$persona_pid"
rmmod dev_ns
holds "unloaded while the active persona dies" test ! -e $proc
insmod /devns/modules/dev_ns.ko
exec 4<$proc/ns_tag
holds "(a file is open)" test -e /proc/$$/fd/4
rmmod dev_ns
holds "an open file does not keep the module" test ! -e $proc
got=$(cat <&4 2>&1)
same "and reads as an error" "cat: -: Input/output error" "$got"
exec 4<&-

results_end
