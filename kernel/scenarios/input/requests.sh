# SPDX-License-Identifier: GPL-2.0-only
echo "# requests from the background"

device type typewriter
device pad gamepad
reader r root type pad
reader a one type pad
front root
ask type heard
says "a light is accepted" "write=24" a write 17 0 1
ask a write 0 0 0
says "and not lit" "leds=0" type heard
says "a repeat rate is accepted" "setrepeat=0" a setrepeat 700 70
says "and not set" "delay=250 period=33" r repeat
says "a key is accepted" "write=24" a write 1 30 1
ask a write 0 0 0
says "and not pressed" "keys=0" r keys
says "the range of an axis is accepted" "setaxis=0" a 2 setaxis 0 99
says "and not set" "maximum=32767" r 2 axis 0
says "an axis that can't be set is refused all the same" "setaxis=-22" a setaxis 0 99
reader k one at
says "a key code is accepted" "setkeycode=0" k setkeycode 1 59
says "and not set" "keycode=1" k keycode 1
end k

says "a new effect gets an id" "upload=0" a 2 upload -1
says "it was uploaded" "uploads=1 plays=0" pad heard
says "a change of it is accepted" "upload=0" a 2 upload 0
says "and not made" "uploads=1" pad heard
says "playing it is accepted" "write=24" a 2 write 21 0 1
says "and not felt" "plays=0" pad heard
says "erasing it is accepted" "erase=0" a 2 erase 0
says "and not done" "erases=0" pad heard

echo "# the same at the front"
front one
says "a light" "write=24" a write 17 0 1
ask a write 0 0 0
says "is lit" "leds=1 lit=1" type heard
says "a repeat rate" "setrepeat=0" a setrepeat 700 70
says "is set" "delay=700 period=70" a repeat
says "the range of an axis" "setaxis=0" a 2 setaxis 0 99
says "is set" "maximum=99" a 2 axis 0
says "a change of an effect" "upload=0" a 2 upload 0
says "is made" "uploads=2" pad heard
says "playing it" "write=24" a 2 write 21 0 1
says "is felt" "plays=1 stops=0" pad heard

echo "# what a persona leaves running"
ask a write 1 48 1
ask a write 0 0 0
says "(it wrote a key)" "keys=1 first=48" a keys
ask a write 1 35 1
front root
says "its effect is stopped" "plays=1 stops=1" pad heard
says "its key is not down" "keys=0" r keys
ask type packet 1 48 1
says "and can be pressed" "presses=1 down=1 odd=0" r stat
ask type packet 1 48 0
says "its half packet did not come out here" "presses=1 down=0 odd=0" r stat
end a
says "its effects go when it closes" "erases=1" pad heard
end r

echo "# a device that does not answer"
reader r root pad
reader a one pad
ask pad deaf
front one
echo "upload -1" 1<>"$talk/a.in"
sleep 0.5
begun=$(date +%s)
front root
front one
front root
holds "keeps no switch waiting" test $(($(date +%s) - begun)) -lt 5
end pad
hear a
value upload
holds "and its end ends the request" test "$value" -lt 0
end a
end r
end type
