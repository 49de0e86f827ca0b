# SPDX-License-Identifier: GPL-2.0-only
echo "# colour maps and modes, on a framebuffer that has them"

for each in r one two; do end $each; done
front root
rmmod dev_ns_fb
modprobe vfb vfb_enable=1
wait_for 5 test -e /dev/fb1
insmod $modules/dev_ns_fb.ko physical=/dev/fb1 || die "no vfb"
painter p root /dev/fb1
painter r root
painter one one
says "r: the mode is that of the other one" "xres=640 yres=480 bits=8 virtual=480" r show
says "r sets its colours" "colours=0" r colours 1
says "one sets others" "colours=0" one colours 2
says "each has its own" "getcolours=0" r getcolours 1
says "one, too" "getcolours=0" one getcolours 2
says "and the screen the foreground's" "getcolours=0" p getcolours 1
front one
says "after the switch the other's" "getcolours=0" p getcolours 2
says "one sets a mode" "mode=0" one mode 320 200 32 400
says "which is what the screen has" "xres=320 yres=200 bits=32" p show
says "one draws" "write=256000" one write 30
says "which is on the screen" "read=0" p check 30
front root
says "the root's mode again" "xres=640 yres=480 bits=8" p show
says "and its colours" "getcolours=0" p getcolours 1
says "one draws in the background" "map=256000" one map 31
front one
says "its own mode again" "xres=320 yres=200 bits=32" p show
says "with what it drew" "read=0" p check 31
says "the root sets a mode in the background" "mode=0" r mode 256 200 32 200
echo framebuffer/fb0 shared >/proc/dev_ns/devices
front root
says "everybody's, the screen keeps its mode in a switch" "xres=320 yres=200 bits=32" p show
says "the root draws, in its own" "write=204800" r write 32
says "of which nothing is seen" "read=0" p check 31
says "one draws" "write=256000" one write 33
says "which is" "read=0" p check 33
says "the root asks for its mode" "mode=0" r mode 256 200 32 200
says "so the screen has that" "xres=256 yres=200 bits=32" p show
says "and what the root drew" "read=0" p check 32
says "one draws" "write=256000" one write 34
says "of which nothing is seen" "read=0" p check 32
echo framebuffer/fb0 follow >/proc/dev_ns/devices
says "following, it is the active one's" "read=0" p check 32
for each in p r one; do end $each; done
rmmod dev_ns_fb
rmmod vfb
modules_load dev_ns_fb
