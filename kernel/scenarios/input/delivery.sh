# SPDX-License-Identifier: GPL-2.0-only
echo "# who gets what"

device keys keyboard
reader r root keys
reader a one keys
reader b one keys
reader c two keys
ask keys burst 60
says "root is active: it gets all" "events=60 odd=0 dropped=0" r stat
says "a persona gets nothing" "events=0" a stat
says "nor does the other one" "events=0" c stat

front one
ask keys burst 60
says "a persona is active: it gets all" "events=60 odd=0" a stat
says "and so does its other client" "events=60 odd=0" b stat
says "root gets no more" "events=60" r stat
says "the other persona gets nothing" "events=0" c stat

front two
ask keys burst 52
says "the other one is active: it gets all" "events=52 odd=0" c stat
says "the first gets no more" "events=60" a stat
reader late one keys
ask keys burst 52
says "a client that opens in the background gets nothing" "events=0" late stat
front one
ask keys burst 40
says "until its persona is active" "events=40" late stat
end late

front root
ask keys burst 40
says "root again" "events=100" r stat
says "and only root" "events=100" a stat

start nested nsenter --target "$init_one" --pid --mount unshare --pid --fork --mount-proc read_input "$node_keys"
front one
ask keys burst 40
says "a namespace nested in a persona is of the persona" "events=40" nested stat
end nested

front root
exec 4<>"$node_keys"
ask keys burst 4
same "a file that changes hands stays of the namespace that opened it" 96 \
	"$(nsenter --target "$init_one" --pid --mount timeout 10 dd bs=96 count=1 <&4 2>/dev/null | wc -c)"
exec 4>&-

end r
end a
end b
end c
end keys
