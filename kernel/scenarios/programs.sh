# Programs that know nothing of device namespaces, each in a persona whose /dev/fb0 is /dev/devns/fb0:
#
#	npm run vm -- run --flavour programs --timeout 300 kernel/scenarios/programs.sh      # --release trixie
#
# What is on the screen is read from the physical framebuffer, which is not ours. A line each: ok or not ok. Not part of npm test: the guest takes
# minutes to build.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh

modules_load
console_off
device keyboard "Keys of a program"
keys=$node

# place NAME: a persona with its own framebuffer, and no other; $NAME is its init.
place() {
	persona sh -c 'mount --bind /dev/devns/fb0 /dev/fb0 && mount -t tmpfs none /dev/dri && exec sleep 100000'
	eval "$1=$persona_pid"
	wait_for 10 sh -c "[ \$(stat -Lc %t:%T /proc/$persona_pid/root/dev/fb0) = \$(stat -Lc %t:%T /dev/devns/fb0) ]"
}
front() {
	echo "$1" >/proc/dev_ns/active_ns_pid
	# What is drawn through a mapping is on the screen some 20 ms later.
	sleep 0.3
}
# shown: what is on the screen, as raw pixels, and its size in $size.
shown() {
	size=$(fbset -fb /dev/fb0 -s | sed -n 's/.*geometry \([0-9]*\) \([0-9]*\) .*/\1 \2/p')
	head -c $((${size% *} * ${size#* } * 4)) /dev/fb0
}
screen() {
	shown | md5sum
}
geometry() {
	inside "$1" fbset -fb /dev/fb0 -s | sed -n 's/.*geometry \([0-9]* [0-9]*\) .*/\1/p'
}

place one
place two
front "$two"
black=$(head -c $((1280 * 800 * 4)) /dev/zero | md5sum)

echo "# $(fbset --version 2>&1 | head -n 1)"
same "fbset: a persona's mode is the screen's at first" "1280 800" "$(geometry "$one")"
inside "$one" fbset -fb /dev/fb0 -xres 640 -yres 480
same "fbset: set in the background, it is that persona's" "640 480" "$(geometry "$one")"
same "fbset: and not the other's" "1280 800" "$(geometry "$two")"
shown >/dev/null
same "fbset: and not the screen's" "1280 800" "$(fbset -fb /dev/fb0 -s | sed -n 's/.*geometry \([0-9]* [0-9]*\) .*/\1/p')"
front "$one"
same "fbset: the screen has it with its persona" "640 480" "$(fbset -fb /dev/fb0 -s | sed -n 's/.*geometry \([0-9]* [0-9]*\) .*/\1/p')"
inside "$one" fbset -fb /dev/fb0 -xres 1280 -yres 800 -vxres 1280 -vyres 800
front "$two"
same "the other's is black" "$black" "$(screen)"

# A picture with a different value in every pixel's neighbour, and its pixels as the screen has them.
ppmpat -gingham -randomseed=7 1280 800 2>/dev/null >/tmp/picture.ppm || ppmmake rgb:20/90/e0 1280 800 >/tmp/picture.ppm
pnmtopng /tmp/picture.ppm >/tmp/picture.png 2>/dev/null
ffmpeg -v error -y -i /tmp/picture.png -f rawvideo -pix_fmt bgra /tmp/picture.raw </dev/null
# seen WHAT: the picture is on the screen with its persona, and is not without it.
seen() {
	same "$1: nothing of it is on the screen in the background" "$black" "$(screen)"
	front "$one"
	shown >/tmp/shown
	# The fourth byte of a pixel is nobody's.
	same "$1: with its persona the picture is there, pixel by pixel" "" "$(python3 -c '
a, b = (open(name, "rb").read() for name in ("/tmp/shown", "/tmp/picture.raw"))
wrong = sum(a[at::4] != b[at::4] for at in range(3)) or len(a) != len(b)
if wrong: print(sum(x != y for x, y in zip(a, b)), "bytes differ of", len(b))')"
	front "$two"
	same "$1: and is gone with it" "$black" "$(screen)"
}
wipe() {
	inside "$one" dd if=/dev/zero of=/dev/fb0 bs=4096 count=1000 2>/dev/null
}

inside "$one" ffmpeg -v error -i /tmp/picture.png -pix_fmt bgra -f fbdev /dev/fb0 </dev/null
seen "ffmpeg's fbdev"

wipe
inside "$one" sh -c 'exec setsid fbi -d /dev/fb0 -T 8 --noverbose -a /tmp/picture.png' >/tmp/fbi.out 2>&1 &
sleep 4
seen "fbi"
cat /tmp/fbi.out | head -n 5 | sed 's/^/# fbi: /'
pkill fbi

wipe
inside "$one" sh -c 'exec setsid fim -o fbdev -d /dev/fb0 -q -a /tmp/picture.png </dev/tty9' >/tmp/fim.out 2>&1 &
sleep 5
seen "fim"
cat /tmp/fim.out | head -n 5 | sed 's/^/# fim: /'
pkill fim

wipe
cat >/tmp/xorg.conf <<END
Section "ServerFlags"
	Option "AutoAddDevices" "false"
EndSection
Section "Device"
	Identifier "screen"
	Driver "fbdev"
	Option "fbdev" "/dev/fb0"
EndSection
Section "Screen"
	Identifier "screen"
	Device "screen"
EndSection
Section "InputDevice"
	Identifier "keys"
	Driver "evdev"
	Option "Device" "$keys"
EndSection
Section "ServerLayout"
	Identifier "layout"
	Screen "screen"
	InputDevice "keys" "CoreKeyboard"
EndSection
END
inside "$one" Xorg :1 -config /tmp/xorg.conf -logfile /tmp/xorg.log -nolisten tcp -novtswitch -sharevts -keeptty vt7 >/tmp/xorg.out 2>&1 &
for _ in $(seq 80); do
	[ -S /tmp/.X11-unix/X1 ] && break
	sleep 0.5
done
if [ -S /tmp/.X11-unix/X1 ]; then
	export DISPLAY=:1
	inside "$one" xlogo -geometry 400x400+100+100 &
	inside "$one" sh -c 'xev -root -event keyboard >/tmp/xev.out' &
	sleep 5
	pressed() {
		before=$(grep -c KeyPress /tmp/xev.out)
		asked=$(wc -l </tmp/keyboard.out)
		echo "burst 40 400" >/tmp/keyboard
		wait_for 20 sh -c "[ \$(wc -l </tmp/keyboard.out) -gt $asked ]"
		sleep 2
		echo $(($(grep -c KeyPress /tmp/xev.out) - before))
	}
	same "Xorg: nothing of it is on the screen in the background" "$black" "$(screen)"
	same "Xorg: no key in the background" 0 "$(pressed)"
	front "$one"
	sleep 1
	picture=$(screen)
	holds "Xorg: it is on the screen with its persona" test "$picture" != "$black"
	same "Xorg: keys with its persona" 10 "$(pressed)"
	front "$two"
	same "Xorg: it is gone with it" "$black" "$(screen)"
	same "Xorg: and no key more" 0 "$(pressed)"
	front "$one"
	same "Xorg: and comes back as it was" "$picture" "$(screen)"
else
	not_ok "Xorg" "$(tail -n 5 /tmp/xorg.out /tmp/xorg.log)"
fi
results_end
