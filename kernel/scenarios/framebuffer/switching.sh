# SPDX-License-Identifier: GPL-2.0-only
echo "# switching"

front one
screen "the other's, as it drew it in the background" 4
says "one draws through its old mapping" "map=4096000" one map 6
screen "what it drew" 6
says "r, now in the background, through its own" "map=4096000" r map 7
screen "nothing of that" 6
front two
screen "a namespace that has drawn nothing is black" black
painter two two
screen "and has a black canvas when it opens one" black
says "which is its own" "write=4096000" two write 8
screen "to draw on" 8
front root
screen "the root's, drawn in the background" 7
front one
screen "one's, as it left it" 6
says "one has memory for two screens" "yoffset=0" one show
says "one pans in the foreground to what is black" "pan=0" one pan 800
screen "panned" black
front root
says "and back in the background" "pan=0" one pan 0
screen "not panned" 7
front one
screen "as panned in the background" 6
says "one blanks" "blank=0" one blank 4
front root
screen "blanked is one only" 7
says "in the background it ends that" "blank=0" one blank 0
front one
screen "not blank any more" 6
