# Two personas, each with a binderfs of its own, beside device namespaces. Debian's kernels are built without binderfs, so its module is given:
#
#	npm run vm -- run kernel/scenarios/binderfs.sh newer/binder_linux.ko
#
# built of the kernel's own drivers/android with binderfs.c, against its headers; init_ipc_ns and put_ipc_ns, which are not exported, are left out of
# that. A line each: ok or not ok. Not part of npm test.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh

insmod "${1:?which module}" devices=binder
modules_load
COLLECT= collect_to /tmp/seen.devns
user() {
	mkfifo "/tmp/$1.pipe"
	cast "$1" "$1" sh -c "mkdir -p /tmp/$1.binderfs && mount -t binder binder /tmp/$1.binderfs && exec python3 -c '
import fcntl, os, sys
device = os.open(\"/tmp/$1.binderfs/binder\", os.O_RDWR)
fcntl.ioctl(device, 0x40046207, 0)
found = os.fstat(device).st_rdev
print(\"opened binder major=%d minor=%d\" % (os.major(found), os.minor(found)), flush=True)
sys.stdin.readline()
os.close(device)
print(\"closed\", flush=True)
sys.stdin.read()' <>/tmp/$1.pipe"
	wait_for 30 grep -q opened "/tmp/$1.out"
	cat "/tmp/$1.out" >&2
}
user one
user two
echo >/tmp/two.pipe
wait_for 20 grep -q closed /tmp/two.out
sleep 1
collect_end

node dist/cli/main.js report --json /tmp/seen.devns >/tmp/report
node --input-type=module -e '
import { readFileSync } from "node:fs";
const records = readFileSync("/tmp/report", "utf8").trim().split("\n").map((line) => JSON.parse(line));
const of = (type) => records.filter((one) => one.type === type);
const devices = new Map(of("device").map((one) => [one.device, one]));
const personas = new Map(of("persona").map((one) => [one.persona, one.tag]));
for (const { device, persona, closed_at_ns } of of("client")) {
	const { class: kind, major, minor } = devices.get(device);
	if (kind === "binder") console.log(`${personas.get(persona)} major=${major} minor=${minor} ${closed_at_ns === null ? "open" : "closed"}`);
}' >/tmp/told
cat /tmp/told >&2
for name in one two; do
	is=open
	[ $name = one ] || is=closed
	same "persona $name has had its own binder open" "$name $(sed -n 's/^opened binder //p' /tmp/$name.out) $is" "$(grep "^$name " /tmp/told)"
done
same "they are two devices" 2 "$(cut -d' ' -f2,3 /tmp/told | sort -u | wc -l)"
results_end
