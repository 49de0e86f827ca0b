# SPDX-License-Identifier: GPL-2.0-only
echo "# between two namespaces"

# A switch waits in its second half for a device that it has to grab: its mutex is held by a client's close, which waits
# for an effect to be erased by a program that does not answer.
device pad gamepad
device keys keyboard
reader x root pad
reader grabber one pad
reader r root keys
reader b one keys
front root
says "(a client with an effect)" "upload=0" x upload -1
says "(and a grab to come)" "grab=0" grabber grab
ask pad deaf
process_of x
kill -TERM "$process"
sleep 0.5
ask keys packet 1 31 1
front one &
switching=$!
sleep 1
holds "(the switch waits)" kill -0 $switching
same "the new one is active" "$init_one" "$(cat /proc/dev_ns/active_ns_pid)"
says "the old one's key is released" "events=4 down=0 odd=0" r stat
ask keys packet 1 30 1
ask keys packet 1 31 0
says "what comes now does not reach the old one" "events=4" r stat
says "nor the new one" "events=0" b stat
says "to which nothing is down yet" "keys=0" b keys
end pad
wait $switching
says "nor when it is over" "events=0" b stat
says "with the key still down" "keys=0" b keys
ask keys packet 1 30 0
ask keys burst 4
says "then all is well" "events=4 odd=0 down=0" b stat
says "and the old one is in the background" "events=4" r stat
for each in x grabber r b keys; do
	end $each
done
front root
