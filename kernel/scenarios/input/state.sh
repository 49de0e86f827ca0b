# SPDX-License-Identifier: GPL-2.0-only
echo "# what can be asked of the device's state"

device keys keyboard
device lid lid
device pad gamepad
reader r root keys lid pad
reader a one keys lid pad
front root

says "(a lid is closed, a light lit, a stick moved)" "packet=1" lid packet 5 0 1
ask r write 17 1 1
ask r write 0 0 0
ask pad packet 3 0 20000 3 1 -30000
says "root sees the switch" "switches=1 first=0" r 2 switches
says "the light" "leds=1 first=1" r leds
says "the stick" "axis=0 value=20000 minimum=-32768" r 3 axis 0
says "the background sees no switch" "switches=0" a 2 switches
says "no light" "leds=0" a leds
says "a stick at rest, in the same range" "axis=0 value=0 minimum=-32768 maximum=32767" a 3 axis 0
says "a trigger at the end of its range" "axis=0 value=10 minimum=10" a 3 axis 2
says "the light really is on" "lit=1" keys heard

front one
ask a stat
got=$said
value lid
same "(the first node has no lid)" 0 "$value"
said=${got#* "${node_lid##*/}".events}
value lid
same "the new persona is told of the lid" 1 "$value"
said=${got#* "${node_pad##*/}".events}
value x
same "and where the stick is" 20000 "$value"
value y
same "both ways" -30000 "$value"
says "what it asks agrees" "value=20000" a 3 axis 0
says "root sees no switch now" "switches=0" r 2 switches
says "and the stick where it was" "value=20000" r 3 axis 0
ask pad packet 3 0 0
ask lid packet 5 0 0
says "even when it moved" "value=20000" r 3 axis 0
ask a stat
front root
ask r stat
got=$said
said=${got#* "${node_lid##*/}".events}
value lid
same "root is told that the lid was opened" 0 "$value"
said=${got#* "${node_pad##*/}".events}
value x
same "and that the stick is back" 0 "$value"
ask r write 17 1 0
end a
end r
end lid
end pad
end keys
