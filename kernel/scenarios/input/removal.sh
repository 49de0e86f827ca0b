# SPDX-License-Identifier: GPL-2.0-only
echo "# a device that goes away"

device keys keyboard
reader r root keys
reader a one keys
front root
ask keys burst 40
ask r grab
ask a grab
node=$node_keys
end keys
holds "takes its node along" wait_for 5 test ! -e "$node"
says "tells its reader" "events=40 error=19" r stat
says "the one in the background, too" "events=0 error=19" a stat
says "hangs up" "in=0 out=0 hup=1" r poll
says "and refuses requests" "ungrab=-19" r ungrab
front one
front root
device keys keyboard
same "its number is free while old readers are there" "$node" "$node_keys"
reader s root keys
ask keys burst 40
says "and the new one's reader reads" "events=40" s stat
says "the old one's does not" "events=40" r stat
end r
end a
end s
end keys

reader_of_going() {
	device going keyboard
	reader g one going
	ask g grab
	ask going packet 1 30 1
}
rounds=0
while [ $rounds -lt 10 ]; do
	rounds=$((rounds + 1))
	reader_of_going
	front one &
	switching=$!
	end going
	wait $switching
	ask g stat
	value error
	[ "$value" = 19 ] || break
	front root
	end g
done
same "ten that go in the middle of a switch, grabbed and with a key down" "10 19" "$rounds $value"
