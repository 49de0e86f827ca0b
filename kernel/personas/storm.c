// SPDX-License-Identifier: GPL-2.0-only
/*
 * storm SEED COUNT NODE...: COUNT random requests to random nodes, for scenarios.
 *
 * Each is an ioctl with a command that the node knows, is nearly that, or is random, and an argument
 * that is random, points to random bytes or to nothing, or else a read, a write, a
 * seek, a mapping or a poll of random size, or the node closed and opened anew. A framebuffer's settings
 * are those that it has, a little changed. A file that takes lines gets such ones. The same seed
 * makes the same requests. What waits is interrupted. At the end it says what the
 * answers were, for each node and for all: `node=… requests=… succeeded=…`, `requests=… succeeded=… refused=…`.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/fb.h>
#include <linux/input.h>
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

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct alarm_time {
	long long sec, nsec;
};

/* What there is behind nodes whose path begins so: the type of its commands, and those that it knows. */
static const struct kind {
	const char *path;
	unsigned char type;
	unsigned long commands[32];
} kinds[] = {
	{ "/dev/input/", 'E', {
		EVIOCGVERSION, EVIOCGID, EVIOCGREP, EVIOCSREP, EVIOCGKEYCODE, EVIOCSKEYCODE,
		EVIOCGKEYCODE_V2, EVIOCSKEYCODE_V2, EVIOCGNAME(64), EVIOCGPHYS(64), EVIOCGUNIQ(64),
		EVIOCGPROP(8), EVIOCGMTSLOTS(44), EVIOCGKEY(96), EVIOCGLED(8), EVIOCGSND(8), EVIOCGSW(8),
		EVIOCGBIT(EV_KEY, 96), EVIOCGABS(ABS_X), EVIOCSABS(ABS_X), EVIOCSFF, EVIOCRMFF,
		EVIOCGEFFECTS, EVIOCGRAB, EVIOCGRAB, EVIOCGMASK, EVIOCSMASK, EVIOCSCLOCKID,
	} },
	{ "/dev/devns/fb", 'F', {
		FBIOGET_VSCREENINFO, FBIOPUT_VSCREENINFO, FBIOGET_FSCREENINFO, FBIOGETCMAP, FBIOPUTCMAP,
		FBIOPAN_DISPLAY, FBIOBLANK, FBIO_CURSOR, FBIOGET_CON2FBMAP,
	} },
	{ "/dev/alarm", 'a', {
		_IO('a', 0 << 4), _IO('a', 3 << 4), _IOW('a', 2 | 1 << 4, struct alarm_time),
		_IOW('a', 2 | 3 << 4, struct alarm_time), _IOW('a', 3 | 1 << 4, struct alarm_time),
		_IOW('a', 4 | 1 << 4, struct alarm_time), _IOW('a', 5, struct alarm_time),
	} },
	{ "/dev/log_", 0xae, {
		_IO(0xae, 1), _IO(0xae, 2), _IO(0xae, 3), _IO(0xae, 4), _IO(0xae, 5), _IO(0xae, 6), _IO(0xae, 16),
	} },
	/* Files of /proc and /sys: none. */
	{ "", 0, { 0 } },
};

/* With what became of its requests. */
struct node {
	const char *path;
	const struct kind *kind;
	int fd;
	unsigned long succeeded, refused;
};

static const struct kind *kind_of(const char *path)
{
	const struct kind *kind = kinds;

	while (strncmp(path, kind->path, strlen(kind->path)))
		kind++;
	return kind;
}

static unsigned int known(const struct kind *kind)
{
	unsigned int count = 0;

	while (kind->commands[count])
		count++;
	return count;
}

static unsigned long command(const struct kind *kind)
{
	static const unsigned short sizes[] = { 0, 4, 8, 12, 16, 24, 40, 48, 96, 4096, 16383 };

	switch (below(known(kind) ? 8 : 2)) {
	case 0:
		return any();
	case 1:
		return _IOC(below(4), kind->type, below(256), sizes[below(COUNT(sizes))]);
	default:
		return kind->commands[below(known(kind))];
	}
}

/* Noise would not get past the first check. */
static int put_settings(int fd, unsigned long command)
{
	union {
		struct fb_var_screeninfo mode;
		uint32_t words[sizeof(struct fb_var_screeninfo) / 4];
	} wish;

	if (ioctl(fd, FBIOGET_VSCREENINFO, &wish.mode))
		return -1;
	for (unsigned int i = below(4); i; i--)
		wish.words[below(COUNT(wish.words))] = below(2) ? any() : below(2000);
	return ioctl(fd, command, &wish);
}

static int colours(int fd, unsigned long command)
{
	struct fb_cmap map = {
		.start = below(4) ? 0 : below(300),
		.len = below(300),
		.red = argument(),
		.green = argument(),
		.blue = argument(),
		.transp = below(2) ? argument() : NULL,
	};

	return ioctl(fd, command, &map);
}

static int ask(const struct node *node)
{
	unsigned long number = command(node->kind);

	switch (number) {
	case FBIOPUT_VSCREENINFO:
	case FBIOPAN_DISPLAY:
		return put_settings(node->fd, number);
	case FBIOGETCMAP:
	case FBIOPUTCMAP:
		return colours(node->fd, number);
	default:
		return ioctl(node->fd, number, argument());
	}
}

/* Draws through a mapping, of which a part goes first. */
static int map(int fd)
{
	size_t pages = 1 + below(64), length = pages * 4096;
	char *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, below(4) ? MAP_SHARED : MAP_PRIVATE, fd,
			    (off_t)below(2048) * 4096);

	if (memory == MAP_FAILED)
		return -1;
	for (int i = 0; i < 4; i++)
		memory[below(length)] = i;
	munmap(memory + below(pages) * 4096, 4096);
	return munmap(memory, length);
}

/* One of the devices that there are. */
static int declare(int fd)
{
	static const char *const modes[] = { "follow", "shared", "private", "alone" };
	static char text[4096];
	ssize_t size = pread(fd, text, sizeof(text) - 1, 0);
	char *line, *rest = text;

	if (size <= 0)
		return -1;
	text[size] = 0;
	do
		line = strsep(&rest, "\n");
	while (rest && *rest && below(8));
	line[strcspn(line, " ")] = 0;
	return dprintf(fd, "%s %s %d", line, modes[below(COUNT(modes))], (int)below(400));
}

/* What files that take lines understand. */
static int say(const struct node *node)
{
	if (!strcmp(node->path, "/proc/dev_ns/devices") && below(4))
		return declare(node->fd);
	return dprintf(node->fd, "%d%s", (int)below(400) - 5, below(2) ? ":ABCD" : "\n");
}

static int request(struct node *node)
{
	struct pollfd pollfd = { .fd = node->fd, .events = any() };

	switch (below(16)) {
	case 0:
		close(node->fd);
		node->fd = open(node->path, (int[]) { O_RDONLY, O_WRONLY, O_RDWR }[below(3)] | O_NONBLOCK);
		return node->fd;
	case 1:
		return read(node->fd, argument(), below(SIZE));
	case 2:
		return write(node->fd, argument(), below(below(4) ? 200 : SIZE));
	case 3:
		return lseek(node->fd, below(2) ? any() : below(1 << 23), below(5)) < 0 ? -1 : 0;
	case 4:
		return poll(&pollfd, 1, 0);
	case 5:
		return map(node->fd);
	case 6:
		return say(node);
	default:
		return known(node->kind) || !below(4) ? ask(node) : say(node);
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
	struct node nodes[NODES_MAX], *node;
	int there = argc - 3;

	if (there < 1 || there > NODES_MAX) {
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
	for (i = 0; i < (unsigned long)there; i++)
		nodes[i] = (struct node) {
			.path = argv[3 + i],
			.kind = kind_of(argv[3 + i]),
			.fd = open(argv[3 + i], O_RDWR | O_NONBLOCK),
		};
	for (i = 0; i < count; i++) {
		node = &nodes[below(there)];
		if (request(node) < 0)
			node->refused++;
		else
			node->succeeded++;
	}
	for (node = nodes; node < nodes + there; node++) {
		printf("node=%s requests=%lu succeeded=%lu\n", node->path, node->succeeded + node->refused,
		       node->succeeded);
		succeeded += node->succeeded;
		refused += node->refused;
	}
	printf("requests=%lu succeeded=%lu refused=%lu\n", count, succeeded, refused);
	return 0;
}
