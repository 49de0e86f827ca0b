# SPDX-License-Identifier: GPL-2.0-only
echo "# one persona's whoever is active, and everybody's"

devices=/proc/dev_ns/devices

# whose WHAT WANTED: what the file says of the framebuffer.
whose() {
	same "$1" "framebuffer/fb0 $2" "$(grep ^framebuffer/ $devices)"
}

front root
screen "the root's" 7
whose "it follows at first" follow

trace_begin
holds "root declares it one's" sh -c "echo framebuffer/fb0 private $init_one >$devices"
whose "and reads that" "private $init_one"
same "which is told" "mode=2 ns=$(inum "$init_one") existing=0 driver=framebuffer name=fb0" \
	"$(traced | sed -n 's/^device_mode: dev=[0-9a-fx]* //p')"
screen "the owner's, though the root is active" 6
says "the root draws" "write=4096000" r write 60
screen "nothing of that" 6
says "the owner draws" "write=4096000" one write 61
screen "what the owner drew in the background" 61
says "it draws through a mapping" "map=4096000" one map 62
screen "what it drew" 62
says "it pans to what is black" "pan=0" one pan 800
screen "panned" black
says "and back" "pan=0" one pan 0
front two
screen "a switch changes nothing" 62
says "the active one draws" "map=4096000" two map 63
screen "nothing of that" 62
says "the root, in the background, too" "map=4096000" r map 60
same "the owner is entitled, in the background, and nobody else" "active=0 entitled=0;active=0 entitled=1;active=1 entitled=0;" \
	"$(traced | sed -n 's/^fb_update: .*\(active=[01] entitled=[01]\) .*/\1;/p' | sort -u | tr -d '\n')"
same "and all that was shown was its" "" "$(traced | grep '^fb_update: .* applied=1 ' | grep -v ' entitled=1 ')"

trace_begin
holds "root declares it everybody's" sh -c "echo framebuffer/fb0 shared >$devices"
whose "and reads that" shared
screen "what was there stays" 62
front root
screen "in a switch, too" 62
says "one draws in the background" "write=4096000" one write 64
screen "what it drew" 64
says "the active one draws" "map=4096000" r map 65
screen "what it drew" 65
says "two draws, in the background, too" "map=4096000" two map 66
screen "what it drew" 66
says "each has what it drew itself" "read=0 map=0" one check 64
says "each" "read=0 map=0" r check 65
says "one pans to what is black" "pan=0" one pan 800
screen "which all of the screen shows then" black
says "and back" "pan=0" one pan 0
screen "that is one's" 64
same "all are entitled, and all was shown" "" "$(traced | grep '^fb_update: ' | grep -v ' entitled=1 .* applied=1 ')"
trace_begin
echo Y >/sys/module/dev_ns_fb/parameters/checksum
same "no checksum is of a screen that is everybody's" 0 "$(traced_count '^fb_checksum: .* front=1')"
echo N >/sys/module/dev_ns_fb/parameters/checksum

holds "root lets it follow again" sh -c "echo framebuffer/fb0 follow >$devices"
screen "the active one's" 65
front two
screen "and after a switch the other's" 66

people three
holds "root declares it another persona's" sh -c "echo framebuffer/fb0 private $init_three >$devices"
screen "which has drawn nothing" black
painter three three
screen "nor when it opens it" black
says "it draws" "write=4096000" three write 67
screen "what it drew" 67
trace_begin
echo 1 >/proc/dev_ns/statedump
same "a state dump tells whose it is" 1 "$(traced_count '^device_mode: .* mode=2 .* existing=1 driver=framebuffer')"
eval "wait_three=\$job_three"
kill -KILL "$init_three"
wait_for 10 grep -q '^framebuffer/fb0 follow' $devices
whose "when its owner ends it follows again" follow
screen "the active one's" 66
wait "$unshare_three" "$wait_three" 2>/dev/null
rm -f "$talk"/three.*
front root
screen "the root's, as it drew it last" 65
