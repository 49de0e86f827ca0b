# SPDX-License-Identifier: GPL-2.0-only
echo "# drawing"

painter r root
painter one one
says "the foreground writes" "write=4096000" r write 1
screen "what the foreground wrote" 1
says "the background writes" "write=4096000" one write 2
says "and reads that back" "read=0 map=0" one check 2
says "the foreground has its own" "read=0 map=0" r check 1
screen "nothing of what the background wrote" 1
says "the foreground draws through a mapping" "map=4096000" r map 3
screen "what the foreground mapped" 3
says "the background does" "map=4096000" one map 4
screen "nothing of what the background mapped" 3
says "the foreground draws again in the same mapping" "map=4096000" r map 5
screen "what the foreground drew again" 5
says "each has what it drew" "read=0 map=0" r check 5
says "the background too" "read=0 map=0" one check 4
# The shell here opens the file, a process of the persona writes to it.
within one head -c 5120 /dev/zero >$node
says "a file draws for who opened it, whoever writes" "read=1280 map=1280" r check 5
says "and for nobody else" "read=0 map=0" one check 4
says "so it is drawn again" "write=4096000" r write 5
