# SPDX-License-Identifier: GPL-2.0-only
echo "# a key held across a switch"

device type typewriter
reader r root type
reader a one type
front root
ask type packet 1 30 1 1 42 1
sleep 0.6
ask r stat
value repeats
holds "(the keyboard repeats)" test "$value" -gt 0
value down
same "(two keys are down)" 2 "$value"
front one
says "is released for the old persona" "down=0 odd=0" r stat
says "is not down for the new one" "keys=0" a keys
sleep 0.6
says "which sees no repeats" "events=0" a stat
says "a client that opens now sees nothing of it" "keys=0" a keys
reader late one type
says "nor does libevdev's first question" "keys=0" late keys
ask type packet 1 31 1
says "another key does come" "presses=1 down=1" a stat
says "and is down" "keys=1 first=31" a keys
ask type packet 1 31 0
ask type packet 1 30 0
says "the held one's release does not" "presses=1 down=0 odd=0" a stat
ask type packet 1 30 1
ask type packet 1 30 0
says "its next press does" "presses=2 down=0 odd=0" a stat
ask type packet 1 42 0
says "and so on with the other" "presses=2 odd=0" a stat
says "the late client agrees" "presses=2 odd=0 down=0" late stat
end late

echo "# there and back with the key held"
ask type packet 1 44 1
says "(down)" "down=1" a stat
front root
front one
says "it was released" "down=0 odd=0" a stat
says "and is not shown again" "keys=0" a keys
ask type packet 1 44 0
says "until it is pressed anew" "down=0 odd=0" a stat
ask type packet 1 44 1
says "(now)" "down=1 odd=0" a stat
ask type packet 1 44 0

echo "# a key that only a question told of"
device still keyboard
ask still packet 1 46 1
reader late one still
says "a client learns that it is down" "keys=1 first=46" late keys
front root
says "and gets the release" "events=2 keys=1" late stat
ask still packet 1 46 0
end late
end still
end a
end r
end type

echo "# contacts"
device touch touch
reader r root touch
reader a one touch
front root
ask touch packet 3 47 0 3 57 7 3 53 500 3 54 600 3 58 40 1 330 1 3 47 3 3 57 8 3 53 900
says "(two contacts)" "contacts=2 down=1" r stat
says "and in the slots" "contacts=2" r slots 57
front one
says "are ended for the old persona" "contacts=0 down=0 odd=0" r stat
says "the new one sees none" "contacts=0" a slots 57
says "and the old one's slots are empty, too" "contacts=0" r slots 57
ask a stat
value events
before=$value
ask touch packet 3 47 0 3 53 510
ask touch packet 3 54 610
ask a stat
value contacts
same "their moves show nobody" 0 "$value"
value slot_x
same "nor where" 0 "$value"
ask touch packet 3 57 -1 3 47 3 3 57 -1 1 330 0
says "nor do their ends" "contacts=0 down=0 odd=0" a stat
ask touch packet 3 47 0 3 57 9 1 330 1
says "a new contact has all of its axes, though only its number is new" "contacts=1 slot=0 slot_x=510 slot_pressure=40 down=1" a stat
ask touch packet 3 53 520
says "and moves" "slot_x=520 contacts=1" a stat
front root
says "ended by the switch" "contacts=0 down=0 odd=0" a stat
ask touch packet 3 57 -1 1 330 0
ask touch burst 80
says "and root has whole ones again" "contacts=0 odd=0 down=0" r stat
end a
end r

start lib within one sync_input "$node_touch"
start rootlib within root sync_input "$node_touch"
front root
ask touch packet 3 47 2 3 57 20 3 53 700 1 330 1
says "libevdev sees a contact" "slot=20" rootlib slot 2 57
front one
says "its end" "slot=-1" rootlib slot 2 57
says "and none in the other persona" "slot=-1" lib slot 2 57
ask touch packet 3 57 -1 1 330 0
ask touch packet 3 57 21 1 330 1
says "libevdev sees the new one" "slot=21" lib slot 2 57
says "where it is" "slot=700" lib slot 2 53
says "without having to resync" "synced=0" lib stat
ask touch packet 3 57 -1 1 330 0
end lib
end rootlib
end touch
front root
