# Mice for device namespaces: whom a mouse reaches, in which bytes, and what a switch does. The stock mousedev, built into the kernel, is
# the witness for the bytes: root reads both at once. A line each: ok or not ok.
# SPDX-License-Identifier: GPL-2.0-only
here=/repo/kernel/scenarios
. /repo/kernel/vm/guest.sh
. $here/results.sh
. $here/traced.sh
. $here/input/talk.sh

# Types, and codes of them.
rel=2 key=1 abs=3 x=0 y=1 wheel=8 left=272 right=273 middle=274 touch=330 finger=325
intellimouse="f3 c8 f3 64 f3 50" explorer="f3 c8 f3 c8 f3 50"

# ours DEVICE: its node's name among ours; stock DEVICE: among mousedev's.
ours() {
	eval "event=\${node_$1##*/}"
	for each in /sys/class/input/$event/device/devns!mouse*; do echo "${each##*!}"; done
}
stock() {
	eval "event=\${node_$1##*/}"
	for each in /sys/class/input/$event/device/mouse*; do echo "${each##*/}"; done
}

# mouse NAME PERSONA NODE
mouse() {
	start "$1" within "$2" use_mouse "$3"
	[ "$said" = ready=1 ] || not_ok "a mouse in $2" "said '$said'"
}

# hex NAME: all that there is to read, into $hex.
hex() {
	ask "$1" read
	value hex
	hex=$value
}

echo "# loading"
modules_load dev_ns dev_ns_input dev_ns_mouse
same "mice is there without a mouse" "63" "$(stat -c '%Lr' /dev/devns/mice)"
device m explorer
m=$(ours m)
same "a device's node is beside it" "$((32 + ${m#mouse}))" "$(stat -c '%Lr' "/dev/devns/$m")"
same "with a number that is not mousedev's" "$(stat -c %Hr /dev/devns/mice)" "$(stat -c %Hr "/dev/devns/$m")"
holds "which is beside it" test -c "/dev/input/$(stock m)"
people one two
for who in one two; do
	within $who mount --bind /dev/devns/mice /dev/input/mice
	within $who mount --bind "/dev/devns/$m" "/dev/input/$(stock m)"
	same "a persona is given it in mousedev's place" "$(stat -c %t:%T /dev/devns/mice)" "$(within $who stat -c %t:%T /dev/input/mice)"
done
same "the others have it still" 13:63 "$(stat -c %Hr:%Lr /dev/input/mice)"
mouse early root /dev/devns/mice
holds "a module in use stays" sh -c '! rmmod dev_ns_mouse 2>/dev/null'
end early

echo "# a PS/2 mouse"
mouse r root /dev/devns/mice
mouse w root /dev/input/mice
says "it has nothing to say" "bytes=0 end=-11" r read
says "right and down" "packet=2" m packet $rel $x 5 $rel $y 3
says "is three bytes" "bytes=3 hex=2805fd" r read
says "as of mousedev" "hex=2805fd" w read
says "a button" "packet=1" m packet $key $left 1
says "is in the first" "hex=090000" r read
says "and its release" "packet=1" m packet $key $left 0
says "(that)" "hex=080000" r read
says "far" "packet=2" m packet $rel $x 300 $rel $y -200
says "is several packets, a read each" "reads=3 hex=087f7f087f49082e00" r read
says "who reads a byte" "packet=1" m packet $rel $x 1
says "gets a byte" "hex=08" r one 1
says "and then the others" "hex=0100" r one
hex w

echo "# commands"
# answers WHAT BYTES ANSWER: of ours and of mousedev's.
answers() {
	ask r say $2
	ask w say $2
	says "$1" "hex=$3" r read
	says "$1, as mousedev" "hex=$3" w read
}
answers "its number" f2 fa00
answers "its settings" e9 fa6003c8
answers "a rate" "f3 50" fa
answers "a packet on request" eb fa080000
ask m packet $rel $x -1
answers "with motion" eb fa18ff00
answers "an IntelliMouse's sequence" "$intellimouse" fa
answers "(its number)" f2 fa03
answers "an Explorer's" "$explorer" fa
answers "(its number)" f2 fa04
ask m packet $rel $wheel 1
answers "four bytes on request" eb fa0800000f
answers "a sequence that is not finished" "f3 c8 f3 64 f3" fa
answers "is none" f2 fa04
answers "a reset" ff faaa00
answers "(its number)" f2 fa00

echo "# the bytes are mousedev's"
# alike WHAT: after all that was done since the last time, both have said the same, and something.
alike() {
	hex r
	mine=$hex
	hex w
	same "$1" "$hex" "$mine"
	[ -n "$hex" ] || not_ok "$1" "nothing was said"
}
seed=4
random() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	random=$((seed / 65536 % $1))
}
# motions: eight packets of motion, wheel and buttons by chance.
motions() {
	for turn in 1 2 3 4 5 6 7 8; do
		packet=
		random 3
		[ $random = 0 ] || { random 600; packet="$rel $x $((random - 300))"; }
		random 3
		[ $random = 0 ] || { random 40; packet="$packet $rel $y $((random - 20))"; }
		random 2
		[ $random = 0 ] || { random 24; packet="$packet $rel $wheel $((random - 12))"; }
		random 2
		[ $random = 0 ] || { random 5; code=$((left + random)); random 2; packet="$packet $key $code $random"; }
		ask m packet ${packet:-4 4 1}
	done
}
for protocol in "ff" "$intellimouse" "$explorer"; do
	ask r say $protocol
	ask w say $protocol
	alike "an answer to $protocol"
	for round in 1 2 3 4 5 6; do
		motions
		alike "eight reports, read together ($protocol, $round)"
	done
	for code in 272 273 274 275 276; do ask m packet $key $code 0; done
	hex r
	hex w
done
for code in 256 257 258 259 260 261 272 273 274 275 276 277 278 279 331 332; do
	ask m packet $key $code 1
	ask m packet $rel $x 1
	alike "key $code"
	ask m packet $key $code 0
	ask m packet $rel $x 1
	alike "key $code, released"
done
ask m packet $rel 6 5
hex r
mine=$hex
hex w
same "a wheel to the side is nothing to either" "$hex" "$mine"

echo "# what is no mouse"
ask r say ff
ask w say ff
hex r
hex w
device t touch
ask t packet $abs $x 100 $abs $y 200
alike "a touch screen is a place"
ask t packet $key $touch 1
alike "a touch is a button"
ask t packet $abs $x 4000 $abs $y 3000
alike "a way on it is a way"
ask t packet $key $touch 0 $abs $x 0
alike "and its end"
end t
device p pad
ask p packet $abs $x 1000 $abs $y 500 $key $finger 1 $key $touch 1
for where in 1010 1020 1030 1040 1050 1060; do ask p packet $abs $x $where $abs $y $((where / 2)); done
hex w
echo "# a finger's way on a touch pad, by mousedev: $hex"
hex r
echo "# by us: $hex"
same "a finger's way on a touch pad is as long as it is" "280ff9" "$hex"
sleep 0.3
ask p packet $key $touch 0 $key $finger 0
says "a long touch is no click" "hex=" r read
ask p packet $key $touch 1 $key $finger 1
ask p packet $key $touch 0 $key $finger 0
says "a short one is" "hex=090000080000" r read
end p
hex w
end w

echo "# who gets it"
mouse a one /dev/input/mice
mouse d one "/dev/input/$(stock m)"
mouse b two /dev/input/mice
mouse e two "/dev/input/$(stock m)"
front one
hex r
trace_begin
ask m packet $rel $x 7
says "the active one's mice" "hex=080700" a read
says "and its mouse" "hex=080700" d read
for who in b e r; do says "$who nothing" "bytes=0 end=-11" $who read; done
front two
ask m packet $rel $x 8
says "after a switch the other's" "hex=080800" b read
says "(its mouse)" "hex=080800" e read
for who in a d r; do says "$who nothing" "bytes=0 end=-11" $who read; done
says "commands are answered in the background" "say=1" a say f2
says "(so)" "hex=fa00" a read
front root
ask m packet $rel $x 9
says "and root's" "hex=080900" r read
for who in a b d e; do says "$who nothing" "bytes=0 end=-11" $who read; done
# The clients' last counts: what they were given, what was kept from them, what they read.
counts() {
	traced | sed -n "s/^client_close: .* ns=$1 delivered=\([0-9]*\) withheld=\([0-9]*\) dropped=\([0-9]*\) total=\([0-9]*\)$/\1 \2 \3 \4/p" | tail -n 1
}
end d
same "that is counted" "1 2 0 1" "$(counts "$(inum "$init_one")")"
end e
same "in each namespace" "1 2 0 1" "$(counts "$(inum "$init_two")")"
same "and nothing was given to whom it is not for" "" "$(traced | grep '^client_events: .* entitled=0 now=[1-9]')"

echo "# a file that somebody else has"
exec 5</dev/devns/mice
inherited() {
	within one dd bs=64 count=1 iflag=nonblock <&5 2>/dev/null | wc -c
}
front one
ask m packet $rel $x 1
same "what root opened is root's, whoever reads it" 0 "$(inherited)"
front root
ask m packet $rel $x 1
same "(which it is in front)" 3 "$(inherited)"
exec 5<&-
for who in a b r; do ask $who read; done

echo "# waiting for it"
says "poll waits" "in=0 out=1 hup=0" r poll
ask r signals
ask m packet $rel $x 1
says "until there is something" "in=1 out=1 hup=0" r poll
says "a signal is sent for it" "signals=1" r signals
says "(read)" "bytes=3" r read
echo wait 1<>"$talk/r.in"
sleep 0.3
ask m packet $rel $x 2
hear r
same "who waits in read is woken" "wait=3 hex=080200" "$said"
front one
echo wait 1<>"$talk/r.in"
sleep 0.3
ask m packet $rel $x 3
says "who is active gets it" "hex=080300" a read
front root
ask m packet $rel $x 4
hear r
same "who waited in the background gets what comes when it is active" "wait=3 hex=080400" "$said"

echo "# a button that is held in a switch"
front one
ask m packet $key $left 1
says "pressed" "hex=090000" a read
front two
says "is released for who goes" "hex=080000" a read
says "not pressed for who comes" "hex=" b read
ask m packet $rel $x 1
says "who moves it" "hex=080100" b read
ask m packet $key $right 1
says "and presses another" "hex=0a0000" b read
ask m packet $key $left 0
says "its release is nothing" "hex=" b read
ask m packet $key $left 1
says "its press is" "hex=0b0000" b read
front one
says "both are released" "hex=080000" b read
front two
ask m packet $key $left 0 $key $right 0
says "let go after a switch there and back" "hex=" b read
says "it is nothing to anybody" "hex=" a read
front one
ask m packet $rel $x 1
front two
front one
says "what was not read stays" "hex=080100" a read
device t touch
ask t packet $abs $x 100 $abs $y 100 $key $touch 1
ask a read
ask m event $rel $x 50
front two
ask m packet $rel $x 1
says "what was begun before a switch is nobody's" "hex=080100" b read
ask t packet $abs $x 2000
says "a touch that is held neither moves" "hex=" b read
ask t packet $key $touch 0
says "nor is let go" "hex=" b read
ask t packet $abs $x 2100 $key $touch 1
ask b read
value bytes
holds "the next one does" test "$value" -gt 0
ask t packet $key $touch 0
ask b read

echo "# shared and private"
echo "mouse/$m shared" >/proc/dev_ns/devices
ask m packet $rel $x 5
for who in a b r; do says "shared, $who has it" "hex=080500" $who read; done
ask m packet $key $left 1
for who in a b r; do says "and the button" "hex=090000" $who read; done
echo "mouse/$m private $init_one" >/proc/dev_ns/devices
for who in a b r; do says "given to one, $who has it released" "hex=080000" $who read; done
ask m packet $key $left 0
ask m packet $rel $x 6
says "the owner has it in the background" "hex=080600" a read
says "the active one does not" "hex=" b read
ask t packet $abs $x 50 $key $touch 1
says "mice is the sum of what one has: the owner has nothing of what follows" "hex=" a read
ask b read
value bytes
holds "which the active one has" test "$value" -gt 0
ask t packet $key $touch 0
ask b read
front one
ask m packet $rel $x 7
ask t packet $abs $x 90 $key $touch 1
ask a read
value reads
holds "active, it has both" test "$value" -ge 2
front two
says "a button of what follows is released" "hex=080000" a read
ask t packet $key $touch 0
echo "mouse/$m follow" >/proc/dev_ns/devices
ask m packet $rel $x 8
says "as before" "hex=080800" b read
says "the other not" "hex=" a read
end t
front root

echo "# grabs"
hex r
reader g root m
ask m packet $key $left 1
says "a button" "hex=090000" r read
says "is grabbed" "grab=0" g grab
ask m packet $rel $x 5
says "what is grabbed does not move mice" "hex=" r read
ask m packet $key $left 0
ask m packet $key $right 1
says "nor release them" "hex=" r read
says "the grab ends" "ungrab=0" g ungrab
says "what was let go meanwhile is released" "hex=080000" r read
ask m packet $rel $x 5
says "what was pressed is not seen" "hex=080500" r read
ask m packet $key $right 0
says "nor its release" "hex=" r read
reader h one m
says "a grab in the background" "grab=0" h grab
ask m packet $rel $x 6
says "takes nothing" "hex=080600" r read
front one
ask m packet $rel $x 7
says "until its namespace is active" "hex=" a read
front root
ask m packet $rel $x 8
says "(root again)" "hex=080800" r read
end g
end h

echo "# a device that goes away"
mouse d root "/dev/devns/$m"
mouse e one "/dev/devns/$m"
ask m packet $key $left 1
hex r
hex d
echo wait 1<>"$talk/e.in"
sleep 0.3
end m
hear e
same "who waits in read is woken" "wait=-19 hex=" "$said"
says "who reads then is told" "one=-19" d one
says "it hangs up" "out=0 hup=1" e poll
same "its node is gone" "" "$(ls /dev/devns | grep -v -e mice -e fb0)"
says "mice goes on, with the button let go" "hex=080000" r read
device m explorer
m=$(ours m)
mouse f root "/dev/devns/$m"
ask m packet $rel $x 5
says "with the next one" "hex=080500" r read
says "whose node has the number that is free" "hex=080500" f read
says "the old one's clients are left alone" "one=-19" d one
for who in d e f; do end $who; done
rounds=0
while [ $rounds -lt 4 ]; do
	rounds=$((rounds + 1))
	device going explorer
	mouse g one "/dev/devns/$(ours going)"
	ask going packet $key $left 1
	front one &
	switching=$!
	end going
	wait $switching
	ask g one
	value one
	[ "$value" = -19 ] || break
	front root
	end g
done
same "four that go in the middle of a switch" "4 -19" "$rounds $value"

echo "# namespaces that end"
front two
ask m packet $key $left 1
says "(a button)" "hex=090000" b read
hex r
trace_begin
kill -KILL "$init_two"
wait_for 10 sh -c 'grep -q ns_gone: /sys/kernel/tracing/trace'
{ end b; } 2>/dev/null
same "root takes over" 1 "$(cat /proc/dev_ns/active_ns_pid)"
ask m packet $rel $x 5
says "with the button unseen" "hex=080500" r read
same "what was open has closed" 1 "$(traced_count '^client_close: ')"
ask m packet $key $left 0

echo "# many at once"
trace_begin
for round in 1 2 3 4; do
	for who in one root; do
		front $who
		ask m burst 20 0
		within $who timeout -s KILL 0.1 cat /dev/devns/mice >/dev/null 2>&1
		ask m packet $rel $x $round $key $left $((round % 2))
	done
done
same "switches with clients that come and are killed: nothing goes astray" "" "$(traced | grep '^client_events: .* entitled=0 now=[1-9]')"
front root
ask m packet $key $left 0
hex r
ask m packet $rel $x 3
says "and it goes on" "hex=080300" r read
for who in a r m; do end $who; done
holds "the module goes" rmmod dev_ns_mouse
holds "with its nodes" test ! -e /dev/devns/mice
rmmod dev_ns_input dev_ns
results_end
