# Output that tries to be something else, or too much.
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
