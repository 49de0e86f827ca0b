# SPDX-License-Identifier: GPL-2.0-only
echo "# the physical framebuffer goes and comes"

painter r root
device=$(readlink -f /sys/class/graphics/fb0/device)
driver=$(readlink -f "$device/driver")
says "the root draws" "write=4096000" r write 50
screen "what it drew" 50
echo "${device##*/}" >"$driver/unbind"
wait_for 10 test ! -e /dev/fb0
says "without a screen it draws all the same" "map=4096000" r map 51
says "and has that" "read=0 map=0" r check 51
says "the mode is what it was" "mode=0" r mode 1280 800 32 1600
says "another can't be had" "mode=-22" r mode 640 480 32 480
front one
says "one draws" "write=4096000" one write 52
front root
echo "${device##*/}" >"$driver/bind"
wait_for 10 test -e /dev/fb0
console_off
sleep 1
says "back again, the screen is drawn to" "write=4096000" r write 53
screen "what is drawn" 53
front one
screen "what was drawn meanwhile" 52
front root
