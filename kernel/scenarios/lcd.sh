# The LCD, where the kernel has the class: the foreground is obeyed, the background is accepted and ignored. A line each.
#	npm run vm -- run --flavour kasan kernel/scenarios/lcd.sh
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh
here=/repo/kernel/scenarios
. $here/results.sh
. $here/traced.sh
. $here/input/talk.sh

lcd=/sys/class/lcd/devns
modules_load dev_ns dev_ns_lcd
people one two

# are WHAT CONTRAST POWER
are() {
	same "$1" "$2 $3" "$(cat $lcd/contrast) $(cat $lcd/lcd_power)"
}

same "it has a contrast" 255 "$(cat $lcd/max_contrast)"
are "which is none at first, and is switched on" 0 0
trace_begin
echo 51 >$lcd/contrast
are "root, active, is obeyed" 51 0
holds "the persona's write succeeds" within one sh -c "echo 102 >$lcd/contrast"
within one sh -c "echo 4 >$lcd/lcd_power"
are "and is ignored" 51 0
front one
are "a switch changes nothing" 51 0
within one sh -c "echo 102 >$lcd/contrast; echo 4 >$lcd/lcd_power"
are "active, the persona is obeyed" 102 4
echo 51 >$lcd/contrast
echo 0 >$lcd/lcd_power
are "not root" 102 4
within one sh -c "echo 9999 >$lcd/contrast; echo 9999 >$lcd/lcd_power"
are "who asks for more than there is gets what there is" 255 4
for refused in "" x -1 1x 99999999999999999999; do
	same "no number: '$refused'" 1 "$(within one sh -c "echo '$refused' 2>/dev/null >$lcd/contrast"; echo $?)"
done
are "changes nothing" 255 4
same "what was asked is told, and whether it was obeyed" \
	"root 51 1;one 102 0;one 4 0;one 102 1;one 4 1;root 51 0;root 0 0;one 255 1;one 4 1;" \
	"$(traced | sed -n 's/^lcd_request: ns=\([0-9]*\) .* value=\([0-9]*\) applied=\([01]\) name=devns$/\1 \2 \3;/p' |
		sed "s/^$root_inum/root/; s/^$(inum "$init_one")/one/" | tr -d '\n')"
echo "lcd/devns private $init_two" >/proc/dev_ns/devices
within two sh -c "echo 7 >$lcd/contrast"
are "private to another, that one is obeyed" 7 4
echo "lcd/devns shared" >/proc/dev_ns/devices
echo 8 >$lcd/contrast
are "shared, all are" 8 4
# Whoever blanks its framebuffer blanks no LCD of the class with it.
front root
echo "lcd/devns follow" >/proc/dev_ns/devices
echo 0 >$lcd/lcd_power
echo 4 >/sys/class/graphics/fb0/blank
are "a framebuffer that is blanked takes it not along" 8 0
echo 0 >/sys/class/graphics/fb0/blank

exec 5>$lcd/contrast
holds "it goes while a file of it is open" rmmod dev_ns_lcd
same "which then leads nowhere" 1 "$(echo 9 2>/dev/null >&5; echo $?)"
exec 5>&-
kill -KILL "$init_one" "$init_two"
holds "all of it goes" wait_for 10 rmmod dev_ns

results_end
