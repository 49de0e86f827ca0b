#!/bin/busybox sh
# PID 1 in the initramfs: mounts the guest's root and hands over to init.sh.
# SPDX-License-Identifier: GPL-2.0-only
export PATH=/bin
/bin/busybox --install -s /bin

mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev

stop() {
	echo "devns: $*"
	poweroff -f
	while :; do :; done
}

for module in /modules/*; do
	case $module in
	"/modules/*") break ;; # All is built in.
	*.xz) unxz -c "$module" >/module.ko && insmod /module.ko ;;
	*) insmod "$module" ;;
	esac || stop "could not load $module"
done

. /devns/orders
share() { mount -t 9p -o "trans=virtio,version=9p2000.L,msize=1048576,$3" "$1" "$2" || stop "could not mount $1"; }

mkdir -p /lower /room
share root /lower ro,cache=loose
mount -t tmpfs -o mode=755,size=75% none /room
mkdir /room/upper /room/work
mount -t overlay -o lowerdir=/lower,upperdir=/room/upper,workdir=/room/work none /root || stop "could not mount the root"
for tag in $shares; do
	case $tag in
	repo) share repo /root/repo ro,cache=loose ;;
	out) share out /root/out rw,cache=none ;;
	*) mkdir -p "/root/devns/$tag" && share "$tag" "/root/devns/$tag" ro,cache=loose ;;
	esac
done

# What PID 1 runs from is memory: the shares' transport goes away before PID 1 does.
mount -t tmpfs -o mode=755 none /root/run
mkdir /root/run/devns
cp /bin/busybox /devns/init.sh /devns/orders /root/run/devns/
for place in dev proc sys; do mount -o move "/$place" "/root/$place"; done
exec switch_root /root /run/devns/busybox sh /run/devns/init.sh
