# checked.sh SCENARIO [arguments]: plays a scenario on a kernel that checks itself, and asks that kernel in the end what it has to say.
#	npm run vm -- run --flavour kasan --timeout 900 --kernel kmemleak=on kernel/scenarios/checked.sh contract
# What it says by itself (KASAN, lockdep, UBSAN, sleeping where that may not be) ends the run as a splat.
# SPDX-License-Identifier: GPL-2.0-only
here=/repo/kernel/scenarios
. /repo/kernel/vm/guest.sh
. $here/results.sh

scenario=$1
shift
[ -e /proc/lockdep_stats ] || die "this kernel has no lockdep: npm run vm -- run --flavour kasan"
holds "KASAN looks into our modules" grep -q __asan_ $modules/dev_ns.ko
sh "$here/$scenario.sh" "$@"
same "$scenario ends well" 0 $?

# It turns itself off at the first thing that it finds.
holds "lockdep has looked to the end" grep -q '^ *debug_locks: *1$' /proc/lockdep_stats

# Twice: it takes what it sees the first time for what may be on its way.
leaks=/sys/kernel/debug/kmemleak
if grep -q '\<kmemleak=on\>' /proc/cmdline; then
	sleep 6
	# It refuses where it has turned itself off.
	for round in 1 2; do holds "kmemleak looks" sh -c "echo scan >$leaks"; done
	same "no memory is left that nobody points to" "" "$(head -n 40 $leaks)"
fi

results_end
