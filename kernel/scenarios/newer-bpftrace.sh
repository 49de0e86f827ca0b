# stock.sh with a bpftrace that the guest's Debian does not have: unpacked into newer/root of the checkout, with all that it depends on, and
# run by its own loader. docs/stock.md says how; DEVNS_NEWER=1 has test/guest/stock.test.ts judge it.
# SPDX-License-Identifier: GPL-2.0-only
root=/repo/newer/root
[ -x $root/usr/bin/bpftrace ] || { echo "there is no $root/usr/bin/bpftrace: docs/stock.md says how to unpack one" >&2; exit 1; }
mkdir /tmp/newer
cat >/tmp/newer/bpftrace <<END
#!/bin/sh
exec $root/usr/lib64/ld-linux-x86-64.so.2 --library-path $root/usr/lib/x86_64-linux-gnu $root/usr/bin/bpftrace "\$@"
END
chmod +x /tmp/newer/bpftrace
PATH=/tmp/newer:$PATH
# It opens its program by that name.
[ -e /dev/fd ] || ln -s /proc/self/fd /dev/fd
bpftrace --version >&2
. /repo/kernel/scenarios/stock.sh
