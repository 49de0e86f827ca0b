# SPDX-License-Identifier: GPL-2.0-only
echo "# how long a canvas lasts"

painter one one
says "one draws" "write=4096000" one write 40
end one
front one
screen "what it drew is there without it" 40
painter one one
says "and there for who comes next" "read=0 map=0" one check 40
eval "wait_one=\$job_one"
kill -KILL "$init_one"
wait_for 10 grep -qx 1 /proc/dev_ns/active_ns_pid
wait "$unshare_one" "$wait_one" 2>/dev/null
rm -f "$talk"/one.*
people one
painter one one
says "another persona begins with black" "read=1024000" one check 40
