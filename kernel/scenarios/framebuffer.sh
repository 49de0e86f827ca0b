# The framebuffer, case by case: what a client of fbdev may rely on, what is on the screen, and what a switch does to it.
# framebuffer.sh [pictures]: with `pictures` somebody outside looks at the screen where a line `screen WHAT: PICTURE` asks for it,
# and answers on the control port. The other lines are ok or not ok. STORM, a number, makes the last part so many times as long.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/vm/guest.sh
here=/repo/kernel/scenarios
. $here/results.sh
. $here/traced.sh
. $here/input/talk.sh
outside=${1:-}
node=/dev/devns/fb0

# screen WHAT PICTURE: what somebody who looks at the screen has to see; black is a picture, too.
screen() {
	[ -n "$outside" ] || return 0
	echo "screen $1: $2"
	read -r seen </dev/virtio-ports/devns.control
}

# painter NAME PERSONA [NODE]
painter() {
	start "$1" within "$2" draw "${3:-$node}"
	value node
	same "$1 has a framebuffer" "${3:-$node}" "$value"
}

people one two
for part in loading settings drawing switching sharing busy colours lasting absence tracing storm; do
	. $here/framebuffer/$part.sh
done

results_end
