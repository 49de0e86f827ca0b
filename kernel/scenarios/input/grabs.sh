# SPDX-License-Identifier: GPL-2.0-only
echo "# grabs"

device mouse mouse
reader r root mouse
reader other root mouse
reader a one mouse
reader b one mouse
reader c two mouse
front root

# The kernel's own mouse driver gets what nobody has grabbed: it knows a real grab from a virtual one.
exec 5<>/dev/input/mice
mice() {
	dd bs=64 count=64 iflag=nonblock <&5 2>/dev/null | wc -c
}

# reaches_mice WHAT yes|no
reaches_mice() {
	mice >/dev/null
	ask mouse burst 40
	bytes=$(mice)
	same "$1" "$2" "$([ "$bytes" -gt 0 ] && echo yes || echo no)"
}

reaches_mice "(nobody has the mouse)" yes
says "a grab in the background" "grab=0" a grab
says "is one for each device and namespace" "grab=-16" b grab
says "even for the holder" "grab=-16" a grab
says "nobody else can give it back" "ungrab=-22" b ungrab
says "another background namespace has its own" "grab=0" c grab
says "and gives it back" "ungrab=0" c ungrab
says "once" "ungrab=-22" c ungrab
reaches_mice "a virtual grab takes nothing" yes

says "a grab at the front" "grab=0" r grab
reaches_mice "is real" no
ask other stat
value events
before=$value
ask mouse burst 40
ask other stat
value events
same "also among its own" "$before" "$value"
says "the background's are still refused" "grab=-16" b grab

front one
reaches_mice "after a switch the other's is real" no
ask a stat
value events
before=$value
ask b stat
value events
same "(its companion gets nothing)" 0 "$value"
ask mouse burst 40
ask a stat
value events
same "it gets all" 40 $((value - before))
says "its companion nothing" "events=0" b stat
says "root nothing" "ungrab=-22" other ungrab

front two
reaches_mice "nobody's grab is real where nobody has one" yes
front root
reaches_mice "root's is real again" no
ask other stat
value events
before=$value
ask mouse burst 40
ask other stat
value events
same "also among its own" "$before" "$value"

echo "# grabs given back"
says "in the background" "ungrab=0" a ungrab
front one
reaches_mice "is no grab in the foreground" yes
says "and can be another's" "grab=0" b grab
reaches_mice "at once" no
end b
reaches_mice "closing gives it back" yes
reader b one mouse
says "(again)" "grab=0" b grab
says "revoking" "revoke=0" b revoke 0
reaches_mice "gives it back" yes
says "it is free" "grab=0" a grab
end b
front root
end a
reader a one mouse
says "closing in the background gives it back" "grab=0" a grab
front one
reaches_mice "(real again)" no
end a KILL
reaches_mice "so does being killed" yes
front root
reaches_mice "root has kept its own through all that" no
says "and gives it back" "ungrab=0" r ungrab
reaches_mice "as anybody" yes

echo "# libevdev's grabs across switches"
start lib within one sync_input "$node_mouse"
says "taken in the background" "grab=0" lib grab
front one
reaches_mice "is real in the foreground" no
front two
reaches_mice "is not in the background" yes
front one
reaches_mice "is again" no
says "and given back" "ungrab=0" lib ungrab
end lib

echo "# a persona that ends with a grab"
people three
reader t three mouse
front three
says "(real)" "grab=0" t grab
kill -KILL "$init_three"
wait_for 10 grep -qx 1 /proc/dev_ns/active_ns_pid
sleep 0.3
reaches_mice "holds nothing any more" yes
end t
exec 5>&-
end r
end other
end c
end mouse
