# Containers that docker, podman, LXC and systemd-nspawn make, on a stock kernel without a module of ours, under systemd:
#
#	npm run vm -- run --flavour runtimes --timeout 600 kernel/scenarios/runtimes.sh
#
# In each of them a reader has the touch screen open. What the collector says of whom is held against what each read and what each
# runtime calls its containers. A line each: ok or not ok. Not part of npm test: the guest takes a minute and a half to build.
# SPDX-License-Identifier: GPL-2.0-only
. /repo/kernel/scenarios/stage.sh
. /repo/kernel/scenarios/results.sh

# What a container has: a shell, and a reader of input with the libraries it needs.
root=/tmp/root
mkdir -p $root/bin $root/dev $root/etc $root/lib64 $root/lib/x86_64-linux-gnu $root/proc $root/sys $root/run $root/talk $root/tmp $root/usr
cp /bin/busybox /devns/bin/read_input $root/bin/
for command in sh sleep; do ln -s busybox $root/bin/$command; done
cp /lib/x86_64-linux-gnu/libc.so.6 $root/lib/x86_64-linux-gnu/
cp /lib64/ld-linux-x86-64.so.2 $root/lib64/
echo ID=tiny >$root/etc/os-release
echo root:x:0:0:root:/:/bin/sh >$root/etc/passwd
# cgroups that systemd gives, and a file system that overlays can lie on.
mkdir -p /var/lib/containers
mount -t tmpfs none /var/lib/containers

stock_input_load
device touch "Stock touch screen"
touch=$node

# room NAME: a root folder of its own in $room; its reader is talked to through $room/talk.
room() {
	room=/tmp/$1.root
	cp -a $root "$room"
	mkfifo "$room/talk/in"
	: >"$room/talk/out"
	printf '#!/bin/sh\nexec read_input %s <>/talk/in >/talk/out\n' "$touch" >"$room/talk/read"
	chmod +x "$room/talk/read"
}

# reading NAME: until its reader has the node.
reading() {
	wait_for 90 grep -q ready "/tmp/$1.root/talk/out"
}

# read_by NAME: how many events it got.
read_by() {
	echo stat >"/tmp/$1.root/talk/in"
	wait_for 20 grep -q events= "/tmp/$1.root/talk/out"
	sed -n 's/.*\bevent[0-9]*\.events=\([0-9]*\).*/\1/p' "/tmp/$1.root/talk/out" | tail -n 1
}

in_docker() {
	room "$1"
	tar -C $root -c . | docker import - tiny >/dev/null || die "docker imports nothing"
	docker run --detach --network none --security-opt apparmor=unconfined --device "$touch" --volume "$room/talk:/talk" \
		--name "$1" tiny /talk/read >/dev/null || die "docker runs nothing"
	reading "$1"
}

# in_podman NAME OPTION…
in_podman() {
	name=$1
	shift
	room "$name"
	podman "$@" run --detach --network none --device "$touch" --name "$name" --rootfs "$room" /talk/read \
		>/dev/null || die "podman runs nothing"
	reading "$name"
}

in_lxc() {
	room "$1"
	mkdir -p "/var/lib/lxc/$1"
	cat >"/var/lib/lxc/$1/config" <<-END
		lxc.rootfs.path = dir:$room
		lxc.uts.name = $1
		lxc.net.0.type = empty
		lxc.mount.auto = proc sys
		lxc.apparmor.profile = unconfined
		lxc.mount.entry = $touch ${touch#/} none bind,create=file 0 0
		lxc.init.cmd = /talk/read
	END
	lxc-start --name "$1" --logfile "/tmp/$1.log" || {
		cat "/tmp/$1.log" >&2
		die "LXC starts nothing"
	}
	reading "$1"
}

in_nspawn() {
	room "$1"
	systemd-run --quiet --unit="$1" systemd-nspawn --quiet --console=pipe --machine="$1" --directory="$room" --bind="$touch" \
		--property=DeviceAllow="$touch rw" /talk/read || die "systemd-nspawn starts nothing"
	reading "$1"
}

# One is there before the probes, the others come while they watch.
in_docker dock-phone
node --enable-source-maps dist/cli/main.js record -o /tmp/seen.devns 2>/tmp/collector.err &
collector=$!
wait_for 160 grep -q '^Recording' /tmp/collector.err
in_podman pod-phone
# Where its store is, nobody can know: it is called by its number.
far="--root /tmp/far --runroot /run/far --storage-driver vfs"
in_podman far-phone $far
far_id=$(podman $far inspect --format '{{.Id}}' far-phone | cut -c1-12)
in_lxc lx-phone
in_nspawn sp-phone

# Who comes into a container from outside is not the container's own.
for visited in "podman exec --detach pod-phone" "docker exec --detach dock-phone"; do
	$visited /bin/sh -c "exec read_input -t 60 $touch >/dev/null"
done
lxc-attach --name lx-phone -- /bin/sh -c "exec read_input -t 60 $touch >/dev/null" &
nsenter --target "$(machinectl show sp-phone --property=Leader --value)" --all /bin/sh -c "exec read_input -t 60 $touch >/dev/null" &
wait_for 60 sh -c '[ $(pgrep -xc read_input) -ge 9 ]'
# A container's name is looked up a little after its init began.
sleep 3

lines_before=$(wc -l </tmp/touch.out)
echo "burst 80 400" >/tmp/touch
wait_for 30 sh -c "[ \$(wc -l </tmp/touch.out) -gt $lines_before ]"
sleep 1
names="dock-phone pod-phone far-phone lx-phone sp-phone"
for name in $names; do read_by $name >"/tmp/$name.read"; done
collect_end

devns_top() {
	node --enable-source-maps dist/cli/main.js "$@"
}
devns_top report --json /tmp/seen.devns >/tmp/seen.json
# seen CONTAINER FIELD: of the clients that are its own, or with `entered` of those that are not.
seen() {
	node kernel/scenarios/runtimes/seen.mjs /tmp/seen.json "$1" "$2"
}
while read -r name container; do
	same "$container: its reader's events" "1 $(cat "/tmp/$name.read")" "$(seen "$container" own)"
	same "$container: they are some" yes "$([ "$(cat "/tmp/$name.read")" -gt 0 ] && echo yes)"
done <<END
dock-phone docker/dock-phone
pod-phone podman/pod-phone
far-phone podman/$far_id
lx-phone lxc/lx-phone
sp-phone nspawn/sp-phone
END
for container in docker/dock-phone podman/pod-phone lxc/lx-phone nspawn/sp-phone; do
	same "$container: who came from outside" "1 $(cat /tmp/lx-phone.read)" "$(seen $container entered)"
done

cat >/tmp/policy.json <<END
{ "schema": 1, "default": "allow", "statements": [
	{ "id": "none-of-podman", "effect": "deny", "actions": ["read"], "persona": { "runtime": "podman" }, "device": { "class": "input" } }
] }
END
devns_top audit --policy /tmp/policy.json --json /tmp/seen.devns >/tmp/audit.json
same "a policy about a runtime: exit code" 1 $?
both=$(printf '%s\n' podman/pod-phone "podman/$far_id" | LC_ALL=C sort | xargs)
same "and whom it catches" "$both" "$(node kernel/scenarios/runtimes/seen.mjs /tmp/seen.json /tmp/audit.json)"
results_end
