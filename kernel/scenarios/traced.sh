# For scenarios: . /repo/kernel/scenarios/traced.sh
# The kernel's own record of the dev_ns tracepoints, and how processes are named in it.
# SPDX-License-Identifier: GPL-2.0-only
trace=/sys/kernel/tracing
root_inum=4026531836

trace_begin() {
	echo 0 >$trace/tracing_on
	echo >$trace/trace
	# The only clock that puts what two CPUs said into their order for sure.
	echo counter >$trace/trace_clock
	echo 1 >$trace/events/dev_ns/enable
	echo 1 >$trace/tracing_on
}

# The events since trace_begin, without the columns of the tracer.
traced() {
	sed -n 's/^.*[0-9]: \([a-z_]*: .*\)$/\1/p' $trace/trace
}

# traced_count PATTERN
traced_count() {
	traced | grep -c "$1"
}

# The inode number of a process's PID namespace.
inum() {
	readlink "/proc/$1/ns/pid" | tr -dc 0-9
}

# The first child of a process, by its PID in the root namespace.
inner_child() {
	# The file has no newline at its end, which read takes for a failure.
	read -r child rest <"/proc/$1/task/$1/children"
	[ -n "$child" ] && echo "$child"
}
