# SPDX-License-Identifier: GPL-2.0-only
echo "# what a client asks for, in the foreground and in the background"

painter r root
painter one one
for who in r one; do
	says "$who: the mode is the physical one" "show=0 xres=1280 yres=800 bits=32 virtual=800 yoffset=0 line=5120 id=devns" $who show
	says "$who: what can't be had is refused" \
		"pan=-22 wide=-22 huge=-22 nothing=-22 fault=-14 colours=-22 wrap=-22 unknown=-25 beyond=-27 end=-28 across=1 readend=0 memory=-14 longmap=-22 farmap=-22" \
		$who bad
	says "$who: and changes nothing" "xres=1280 yres=800 virtual=800 yoffset=0" $who show
	says "$who: there is memory to pan in" "mode=0" $who mode 1280 800 32 1600
	says "$who: within it" "mode=-22" $who mode 1280 800 32 1602
	says "$who: as far as it reaches" "pan=0" $who pan 800
	says "$who: and no further" "pan=-22" $who pan 801
	says "$who: blanking succeeds" "blank=0" $who blank 0
	says "$who: even as none knows it" "blank=0" $who blank 77
	says "$who: and ends" "blank=0" $who blank 0
	says "$who: who asks which framebuffer a console is on opens its own" "console=0 framebuffer=0" $who console 63
	says "$who: there is no console of that number" "console=-22 framebuffer=99" $who console 0
	says "$who: nor of that" "console=-22 framebuffer=99" $who console 64
done
says "each has its own mode" "virtual=1600 yoffset=800" one show
says "r pans back" "pan=0" r pan 0
says "which is none of one's business" "yoffset=800" one show
says "one too" "pan=0" one pan 0
end r
end one
