# SPDX-License-Identifier: GPL-2.0-only
echo "# what a client of evdev relies on"

device keys keyboard
reader r root keys
says "who the device is" "name=25 text=scenario's phys=-2 short=3 id=0 vendor=0x1209 version=0x10001 effects=0" r identity
says "the types it has" "types=4 bytes=8" r types
says "the keys it has" "codes=127 first=1 bytes=96" r codes 1
says "a type that there is not" "codes=-22" r codes 24
says "properties" "props=0 bytes=8" r props
says "nothing to read" "read=-11" r read 24
says "reading nothing, with nothing there" "read=-11" r read 0
says "less than an event" "read=-22" r read 23
says "poll with nothing to read" "poll=1 in=0 out=1 hup=0" r poll
ask r pause
ask keys event 1 30 1
says "half a packet can't be polled for" "in=0 out=1" r poll
says "nor read" "read=-11" r read 24
ask keys event 0 0 0
says "a whole one can" "poll=1 in=1 out=1 hup=0" r poll
says "reading nothing, with something there" "read=0" r read 0
says "one event of it" "read=24" r read 47
says "the rest" "read=24" r read 4096
ask keys packet 1 30 0
says "a key's state" "keys=0 bytes=96" r keys
ask r resume
says "removes what was queued of keys, but not the report" "events=1 keys=0 dropped=0" r stat

end r

echo "# a full buffer"
reader r root keys
ask r pause
ask keys burst 4000
ask r resume
ask r stat
value events
events=$value
holds "leaves what fits" test "$value" -gt 10 -a "$value" -le 65
value dropped
same "with a mark" 1 "$value"
value reports
same "and whole packets after it" $((events / 2)) "$value"
ask keys burst 60
ask r stat
value odd
holds "then all is as before" test "$value" -le 1

echo "# clocks"
says "no such clock" "clock=-22" r clock 2
ask r pause
ask keys burst 4
says "another clock" "clock=0" r clock 1
ask keys burst 4
ask r stat
value dropped
marks=$value
value events
before=$value
ask r resume
ask r stat
value events
same "drops what has the old one's time and says so" 5 $((value - before))
value dropped
same "by a mark" 1 $((value - marks))
says "the same clock again" "clock=0" r clock 1
says "boot time" "clock=0" r clock 7
says "real time" "clock=0" r clock 0

echo "# masks"
reader m root keys
says "all codes pass at first" "getmask=0 codes=768" m getmask 1
says "one key only" "mask=0" m mask 1 48
says "is what is said" "getmask=0 codes=1" m getmask 1
ask keys packet 1 30 1
ask keys packet 1 30 0
says "another key leaves nothing, not even a report" "events=0" m stat
ask keys packet 1 48 1 1 31 1
ask keys packet 1 48 0 1 31 0
says "this one comes" "events=4 keys=2 presses=1" m stat
says "no type but EV_KEY" "mask=0" m mask 0 1
says "a type of the future" "mask=0" m mask 30 1
ask m mask 0 4
ask keys burst 40
says "a masked type does not come" "events=4" m stat
end m

echo "# a signal"
start s perl -e '
	$| = 1;
	open(my $node, "+<", $ARGV[0]) or die;
	$SIG{IO} = sub { print "sigio=1\n"; exit };
	fcntl($node, 8, $$ + 0) or die;
	fcntl($node, 4, 0x2000) or die;
	alarm 20;
	print "ready=1\n";
	sleep 1 while 1;' "$node_keys"
ask keys packet 1 30 1
hear s
same "for who asked to be told" "sigio=1" "$said"
ask keys packet 1 30 0
end s

echo "# refusals"
says "giving back what was not taken" "ungrab=-22" r ungrab
says "an argument for revoke" "revoke=-22" r revoke 1
says "and the client goes on" "grab=0" r grab
says "a second time" "grab=-16" r grab
says "and back" "ungrab=0" r ungrab
says "repeat rates where there are none" "repeat=-38" r repeat
says "an axis where there is none" "axis=-22" r axis 0
says "slots where there are none" "slots=-22" r slots 57
says "effects where there are none" "upload=-38" r upload -1
says "a key code where there is no table" "getkeycode=-22" r keycode 1
says "sounds where there are none" "sounds=0" r sounds
says "revoke" "revoke=0" r revoke 0
ask keys burst 40
says "ends it" "error=19" r stat
says "for poll" "poll=1 in=0 out=0 hup=1" r poll
says "and for requests" "keys=-19" r keys
says "and for writing" "write=-19" r write 1 30 1
end r

echo "# a keyboard with a table"
node_at=/dev/input/$(sed -n '/AT Translated/,/^$/s/^H: Handlers=.*\(event[0-9]*\).*/\1/p' /proc/bus/input/devices)
reader r root at
says "a key code" "getkeycode=0 keycode=1" r keycode 1
says "another one" "setkeycode=0" r setkeycode 1 59
says "is kept" "getkeycode=0 keycode=59" r keycode 1
ask r setkeycode 1 1
end r

echo "# a 32-bit program"
device pad gamepad
start r32 read_input32 "$node_pad"
same "finds its own layouts" "rel=4 key=96 low=0 grab=0 ungrab=0 effect=0 effect48=-22 write=16 short=-22" "${said% }"
ask pad packet 1 304 1
hear r32
same "reads an event" "1 304 1" "$said"
hear r32
same "and its report" "0 0 0" "$said"
end r32
end pad
end keys
