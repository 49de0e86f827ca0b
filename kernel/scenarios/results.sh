# SPDX-License-Identifier: GPL-2.0-only
# What a scenario that checks things says, one line a check: ok or not ok. Source it, and end with results_end.
failures=0
lines=0

ok() {
	lines=$((lines + 1))
	echo "ok - $1"
}

# not_ok WHAT DETAIL
not_ok() {
	lines=$((lines + 1))
	failures=$((failures + 1))
	echo "not ok - $1: $(echo "$2" | tr '\n' ' ')"
}

# same WHAT WANTED GOT
same() {
	if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "wanted '$2', got '$3'"; fi
}

# holds WHAT COMMAND…
holds() {
	what=$1
	shift
	if output=$("$@" 2>&1); then ok "$what"; else not_ok "$what" "$* said '$output'"; fi
}

results_end() {
	echo "1..$lines"
	[ $failures -eq 0 ]
}
