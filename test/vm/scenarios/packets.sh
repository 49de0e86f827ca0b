# Fills the packets port: packets.sh SIZE. Leaves a writer behind that has nothing more to say.
seq 1 100000000 | head -c "$1" >/dev/virtio-ports/devns.packets
echo "written $1"
sleep 1000 >/dev/null 2>&1 &
