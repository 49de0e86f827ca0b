# SPDX-License-Identifier: GPL-2.0-only
echo "# loading"

console_off
modules_load dev_ns
same "without a framebuffer it does not load" "No such device" \
	"$(insmod $modules/dev_ns_fb.ko physical=/dev/fb7 2>&1 | sed 's/.*: //')"
same "what is no framebuffer is refused" "No such device" \
	"$(insmod $modules/dev_ns_fb.ko physical=/dev/null 2>&1 | sed 's/.*: //')"
start direct draw /dev/fb0
says "on the physical framebuffer there is a picture" "write=4096000" direct write 9
modules_load dev_ns_fb
painter r root
says "which the root's canvas begins with" "read=0 map=0" r check 9
holds "a module in use stays" sh -c '! rmmod dev_ns_fb 2>/dev/null'
end r
holds "an idle one goes" rmmod dev_ns_fb
holds "with its node" test ! -e $node
end direct
modules_load dev_ns_fb
