# SPDX-License-Identifier: GPL-2.0-only
echo "# what is told"

for each in r one two; do end $each 2>/dev/null; done
trace_begin
within one paint $node 3465a4 40 1 >/tmp/painted
painted() { sed "s/.*$1=\([0-9]*\).*/\1/" /tmp/painted; }
same "a client in the background: all that it drew is kept" \
	"writes=$(painted writes) bytes=$(painted bytes) pages=0 pans=$(painted pans) shown=0 kept=$(($(painted writes) + $(painted pans)))" \
	"$(traced | sed -n "s/^fb_close: .* ns=$(inum "$init_one") \(writes=.*\)/\1/p")"
paint $node 3465a4 40 1 >/tmp/painted
same "one in the foreground: all of it is shown" \
	"writes=$(painted writes) bytes=$(painted bytes) pages=0 pans=$(painted pans) shown=$(($(painted writes) + $(painted pans))) kept=0" \
	"$(traced | sed -n "s/^fb_close: .* ns=$root_inum \(writes=.*\)/\1/p")"
same "nothing was shown of who was not active" 0 "$(traced | grep -c '^fb_update: .* active=0 .* applied=1 ')"
trace_begin
echo Y >/sys/module/dev_ns_fb/parameters/checksum
sums=$(traced | sed -n 's/^fb_checksum: .* front=1 still=1 canvas=\([^ ]*\) screen=\(.*\)/\1 \2/p')
same "asked for it, the screen is as the canvas" "${sums% *}" "${sums#* }"
holds "which is something" test -n "$sums"
same "the others are told of as well" "$(traced_count '^fb_checksum')" "$(($(traced_count '^fb_checksum: .* front=0') + 1))"
trace_begin
front one
wait_for 5 sh -c "grep -q fb_checksum $trace/trace"
same "and after a switch" 1 "$(traced | sed -n 's/^fb_checksum: .* front=1 still=1 canvas=\([^ ]*\) screen=\(.*\)/\1 \2/p' | awk '$1 == $2' | wc -l)"
echo N >/sys/module/dev_ns_fb/parameters/checksum
front root
