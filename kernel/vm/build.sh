# Builds one part of what a guest gets: build.sh WORK PART KERNEL JOBS
# Takes WORK/source, leaves WORK/built with the result, build.log and, if it came to an end, its outcome.
# Runs with the guest's own tools: in its root folder, or in the guest.
# SPDX-License-Identifier: GPL-2.0-only
work=$1 part=$2 kernel=$3 jobs=$4

export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
# /tmp is this build's own, and always the same path, because paths are compiled in.
here=/tmp/build
mkdir -p "$here" "$work/built" && cp -R "$work/source" "$here/$part" && cd "$here/$part" || exit

build() {
	# Make knows by itself how a program comes of one C file.
	if [ ! -e Makefile ]; then
		programs=$(ls ./*.c 2>/dev/null | sed 's/\.c$//')
		[ -z "$programs" ] || make -j"$jobs" CFLAGS="-O2 -Wall -Wextra" $programs
		return
	fi
	case $part in
	modules) make -j"$jobs" KERNEL="$kernel" modules ;;
	faults) make -j"$jobs" KERNEL="$kernel" FAULTS=1 modules ;;
	bin) make -j"$jobs" ;;
	esac
}

collect() {
	case $part in
	modules | faults) find . -maxdepth 1 -name '*.ko' -exec cp {} "$work/built/" \; ;;
	bin) find . -maxdepth 2 -type f -perm -100 ! -name '*.*' -exec cp {} "$work/built/" \; ;;
	esac
}

if build >"$here/log" 2>&1 && collect >>"$here/log" 2>&1; then outcome=built; else outcome=failed; fi
cp "$here/log" "$work/built/build.log" && echo $outcome >"$work/built/outcome"
