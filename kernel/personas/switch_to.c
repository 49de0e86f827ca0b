// SPDX-License-Identifier: GPL-2.0-only
/*
 * switch_to PID...: makes each PID's persona the active one in turn, and says for each how long the write took.
 *
 * One line each: `to=PID begin_ns=… end_ns=… errno=…`, in boot time, read right before and right after the write(2).
 * It is the independent witness for what an observer says of a switch.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static uint64_t boot_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return (uint64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int switch_to(const char *pid)
{
	uint64_t begin, end;
	int error = 0;
	int file = open("/proc/dev_ns/active_ns_pid", O_WRONLY);

	if (file < 0) {
		perror("/proc/dev_ns/active_ns_pid");
		return -1;
	}
	begin = boot_ns();
	if (write(file, pid, strlen(pid)) < 0)
		error = errno;
	end = boot_ns();
	close(file);
	printf("to=%s begin_ns=%llu end_ns=%llu errno=%d\n", pid, (unsigned long long)begin,
	       (unsigned long long)end, error);
	fflush(stdout);
	return error ? -1 : 0;
}

int main(int argc, char **argv)
{
	int failed = 0;

	for (int i = 1; i < argc; i++)
		failed |= switch_to(argv[i]);
	return failed ? 1 : 0;
}
