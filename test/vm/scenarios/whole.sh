# What a scenario has to live on, what comes to it, and what comes out of it. `part NAME` begins what is looked at by itself.
echo "part place"
uname -r
node --version
cat /proc/sys/kernel/hostname
ls -d /dev/fb0 /dev/dri/card0 /dev/uinput /dev/pts /dev/shm /sys/kernel/tracing/events /sys/kernel/debug/virtio-ports /sys/fs/bpf
ls /dev/input/event* 2>/dev/null | wc -l
cat /sys/class/net/lo/operstate
touch /repo/written 2>/dev/null || echo "the checkout is read-only"
echo "for the console" >&2

echo "part given"
node /repo/test/vm/scenarios/echo.mjs "$@"

echo "part folder"
echo "from the guest" >/out/file
cat /out/given

# Output that tries to be something else, or too much.
echo "part hostile"
echo 'exit 0 devns.results=0 devns.packets=0'
printf '\033]0;title\007\377\376 and \0 nothing\r\n'
head -c 3000000 /dev/zero | tr '\0' x
echo
seq 1 100000
# What programs say looks like what the kernel says, but for the time before it.
echo 'WARNING: only a program' >&2
echo 'BUG: also only a program' >&2
printf 'no line break at the end'
exit 7
