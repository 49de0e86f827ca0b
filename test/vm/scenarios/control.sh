# Answers each line that comes down the control port, until one says end.
while read -r line; do
	[ "$line" = end ] && exit
	echo "heard $line"
done </dev/virtio-ports/devns.control
