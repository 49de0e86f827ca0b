// SPDX-License-Identifier: GPL-2.0-only
/*
 * storm SEED COUNT NODE...: COUNT random requests to random nodes, for scenarios.
 *
 * Each is an ioctl with a command that is random or nearly right and an argument
 * that is random, points to random bytes or to nothing, or else a read, a write, a
 * seek or a poll of random size, or the node closed and opened anew. The same seed
 * makes the same requests. What waits is interrupted. At the end it says what the
 * answers were: `requests=… succeeded=… refused=…`.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#define NODES_MAX 16

static uint64_t state;

/* splitmix64: https://prng.di.unimi.it/splitmix64.c says why these numbers. */
static uint64_t any(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static unsigned int below(unsigned int limit)
{
	return any() % limit;
}

#define SIZE 65536

/* What is behind them can't be reached, so that what goes beyond their end fails. */
static char *bytes;

static int make_bytes(void)
{
	bytes = mmap(NULL, SIZE + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return bytes == MAP_FAILED ? -1 : mprotect(bytes + SIZE, 4096, PROT_NONE);
}

static void *argument(void)
{
	static const unsigned long numbers[] = { 0, 1, 2, 3, 5, -1, 1UL << 31, 1UL << 63 };

	switch (below(4)) {
	case 0:
		return (void *)numbers[below(sizeof(numbers) / sizeof(*numbers))];
	case 1:
		return (void *)any();
	default:
		*(uint64_t *)(bytes + below(64)) = any();
		/* Sometimes not aligned, sometimes the end is beyond what there is. */
		return below(16) ? bytes + below(64) : bytes + SIZE - below(32);
	}
}

/* Of evdev, framebuffers, alarm, logger. */
static unsigned long command(void)
{
	static const unsigned char types[] = { 'E', 'E', 'F', 'a', 0xae };
	static const unsigned short sizes[] = { 0, 4, 8, 12, 16, 24, 40, 48, 96, 4096, 16383 };

	if (!below(8))
		return any();
	return _IOC(below(4), types[below(sizeof(types))], below(256),
		    sizes[below(sizeof(sizes) / sizeof(*sizes))]);
}

static int request(int *fd, const char *path)
{
	struct pollfd pollfd = { .fd = *fd, .events = any() };

	switch (below(16)) {
	case 0:
		close(*fd);
		*fd = open(path, (int[]) { O_RDONLY, O_WRONLY, O_RDWR }[below(3)] | O_NONBLOCK);
		return *fd;
	case 1:
		return read(*fd, argument(), below(SIZE));
	case 2:
		return write(*fd, argument(), below(below(4) ? 200 : SIZE));
	case 3:
		return lseek(*fd, any(), below(5)) < 0 ? -1 : 0;
	case 4:
		return poll(&pollfd, 1, 0);
	case 5:
		/* What the files of /proc/dev_ns understand. */
		return dprintf(*fd, "%d%s", (int)below(400) - 5, below(2) ? ":ABCD" : "\n");
	default:
		return ioctl(*fd, command(), argument());
	}
}

static void interrupt(int signal)
{
	(void)signal;
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = interrupt };
	struct itimerval often = { { 0, 10000 }, { 0, 10000 } };
	unsigned long count, i, succeeded = 0, refused = 0;
	int fds[NODES_MAX], nodes = argc - 3;

	if (nodes < 1 || nodes > NODES_MAX) {
		fputs("usage: storm SEED COUNT NODE...\n", stderr);
		return 2;
	}
	if (make_bytes()) {
		perror("storm");
		return 1;
	}
	state = strtoull(argv[1], NULL, 0);
	count = strtoul(argv[2], NULL, 0);
	sigaction(SIGALRM, &action, NULL);
	signal(SIGIO, SIG_IGN);
	setitimer(ITIMER_REAL, &often, NULL);
	for (i = 0; i < (unsigned long)nodes; i++)
		fds[i] = open(argv[3 + i], O_RDWR | O_NONBLOCK);
	for (i = 0; i < count; i++) {
		int node = below(nodes);

		if (request(&fds[node], argv[3 + node]) < 0)
			refused++;
		else
			succeeded++;
	}
	printf("requests=%lu succeeded=%lu refused=%lu\n", count, succeeded, refused);
	return 0;
}
