# SPDX-License-Identifier: GPL-2.0-only
echo "# while the background draws as fast as it can"

front root
says "the foreground draws" "write=4096000" r write 20
for way in write map pan; do
	says "one is busy" "busy=$way" one busy $way 100
	says "two is busy" "busy=$way" two busy $way 200
	screen "the foreground's still, with $way behind it" 20
	screen "and again" 20
	for round in 1 2 3; do
		front one
		front two
		front root
	done
	screen "and after some switches" 20
	ask one idle
	ask two idle
done
says "r has what it drew" "read=0 map=0" r check 20
says "one draws at last" "write=4096000" one write 21
says "and has that" "read=0 map=0" one check 21
front one
says "and is where it was" "pan=0" one pan 0
screen "one's last" 21
