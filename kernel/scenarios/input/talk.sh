# SPDX-License-Identifier: GPL-2.0-only
# Talking to generate, read_input and their like: each has a FIFO for what it is told and one for what it says.
talk=$(mktemp -d)

# Only the shell's own commands are used for that: under emulation a process costs more than a check.

# start NAME COMMAND…: in the background; its first line is in $said.
start() {
	name=$1
	shift
	mkfifo "$talk/$name.in" "$talk/$name.out"
	{
		"$@"
		echo "gone=$?"
	} 0<>"$talk/$name.in" 1<>"$talk/$name.out" &
	eval "job_$name=$!"
	hear "$name"
}

# Opened for both directions, a FIFO makes nobody wait to open it.
hear() {
	read -r said 0<>"$talk/$1.out"
}

# process_of NAME: into $process, the innermost: what took it into its persona is around it.
process_of() {
	eval "process=\$job_$1"
	# The file has no newline at its end, which read takes for a failure.
	while read -r inner others <"/proc/$process/task/$process/children" || [ -n "$inner" ]; do
		process=$inner
	done
}

# ask NAME COMMAND…: the answer is in $said.
ask() {
	name=$1
	shift
	echo "$*" 1<>"$talk/$name.in"
	hear "$name"
}

# end NAME [SIGNAL]: ends it, if it has not ended, waits for that, and forgets it.
end() {
	process_of "$1"
	kill "-${2:-TERM}" "$process"
	eval "wait \$job_$1"
	rm -f "$talk/$1.in" "$talk/$1.out"
} 2>/dev/null

# value KEY: of $said, into $value; the first node's, where there are more.
value() {
	value=" $said "
	case $value in
	*[\ .]"$1"=*) value=${value#*[ .]"$1"=} value=${value%% *} ;;
	*) value="no $1 in '$said'" ;;
	esac
}

# device NAME KIND: a device, with its node in $node_NAME.
device() {
	start "$1" generate "$2" "scenario's $2 $1"
	value node
	eval "node_$1=$value"
}

# reader NAME PERSONA DEVICE…: PERSONA is a name given to people(), or root.
reader() {
	reader=$1 where=$2
	shift 2
	nodes=
	for each in "$@"; do
		eval "nodes=\"\$nodes \$node_$each\""
	done
	start "$reader" within "$where" read_input $nodes
	[ "$said" = ready=1 ] || not_ok "a reader in $where" "said '$said'"
}

# within PERSONA COMMAND…
within() {
	eval "within=\$init_$1"
	shift
	if [ "$within" = 1 ]; then "$@"; else nsenter --target "$within" --pid --mount "$@"; fi
}

# people NAME…: personas, with their inits in $init_NAME.
people() {
	for each in "$@"; do
		persona sleep 100000
		eval "init_$each=$persona_pid unshare_$each=$persona_unshare"
	done
}
init_root=1

# front NAME: makes it the active one.
front() {
	eval "echo \$init_$1" >/proc/dev_ns/active_ns_pid || not_ok "a switch to $1" "failed"
}

# says WHAT WANTED NAME COMMAND…: WANTED is one or more KEY=VALUE of the answer.
says() {
	what=$1 wanted=$2 who=$3
	shift 3
	ask "$who" "$@"
	got=
	for pair in $wanted; do
		value "${pair%%=*}"
		got="$got ${pair%%=*}=$value"
	done
	same "$what" "$wanted" "${got# }"
}
