# Runs build.sh in a guest's root folder: in-root.sh ROOT WORK [arguments for build.sh]
# Called in a mount namespace of its own, so that nothing of this is seen outside or outlives it.
# SPDX-License-Identifier: GPL-2.0-only
set -eu
# A user's PATH may lack where chroot is.
PATH=$PATH:/usr/sbin:/sbin
root=$1 work=$2
shift 2

mount --bind "$root" "$root"
mount --bind "$work" "$root/build"
mount -t tmpfs none "$root/tmp"
# Not world-writable: in a sticky folder the kernel refuses to open for writing what belongs to an unknown user.
mount -t tmpfs -o mode=755 none "$root/dev"
: >"$root/dev/null"
mount --bind /dev/null "$root/dev/null"
# From 7.2 on objtool asks there how large its stack may grow.
mount -t proc none "$root/proc" 2>/dev/null || :
# Where the cache's file system has flags that only real root may change, the root stays writable.
mount -o remount,bind,ro "$root" 2>/dev/null || :
exec chroot "$root" /bin/sh /build/build.sh /build "$@"
