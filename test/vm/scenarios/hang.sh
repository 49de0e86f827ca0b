# Never ends, and does not want to.
trap '' TERM INT HUP
echo hanging
while :; do sleep 1000; done
