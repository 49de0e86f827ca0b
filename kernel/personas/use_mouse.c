// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads and commands a PS/2 mouse's node, for scenarios.
 *
 *	use_mouse NODE
 *
 * The first line on stdout is ready=1. Commands come from stdin, one a line, each
 * answered by one line; a number in it is what the call returned, or the negative
 * errno, and bytes are in hexadecimal:
 *
 *	read			all that there is, without waiting: bytes=N hex=…, and how it ended
 *	one [SIZE]		one read(2), without waiting
 *	wait			one read(2) that waits, 20 s at most
 *	say BYTE…		one write(2)
 *	poll			in= out= hup=
 *	signals			SIGIO from now on; how many there were
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fd;
static volatile sig_atomic_t signals;

static int result(long ret)
{
	return ret < 0 ? -errno : (int)ret;
}

static void print_hex(const unsigned char *bytes, int count)
{
	printf(" hex=");
	for (int i = 0; i < count; i++)
		printf("%02x", bytes[i]);
}

static void read_one(const char *name, size_t size)
{
	unsigned char bytes[64];
	int got = result(read(fd, bytes, size < sizeof(bytes) ? size : sizeof(bytes)));

	printf("%s=%d", name, got);
	print_hex(bytes, got > 0 ? got : 0);
}

static void read_all(void)
{
	unsigned char bytes[4096];
	int count = 0, reads = 0, got = 0;

	while (count + 64 <= (int)sizeof(bytes) && (got = result(read(fd, bytes + count, 64))) > 0) {
		count += got;
		reads++;
	}
	printf("bytes=%d reads=%d end=%d", count, reads, got);
	print_hex(bytes, count);
}

static void block(bool blocking)
{
	int flags = fcntl(fd, F_GETFL);

	fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

static void count_signal(int signal)
{
	if (signal == SIGIO)
		signals++;
}

static int say(const char *numbers)
{
	unsigned char bytes[64];
	unsigned int byte, count = 0;
	int length;

	while (count < sizeof(bytes) && sscanf(numbers, "%x%n", &byte, &length) == 1) {
		bytes[count++] = byte;
		numbers += length;
	}
	return result(write(fd, bytes, count));
}

static void obey(const char *line)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN | POLLOUT };
	char command[16] = "";
	int length = 0;

	sscanf(line, "%15s%n", command, &length);
	line += length;
	if (!strcmp(command, "read")) {
		read_all();
	} else if (!strcmp(command, "one")) {
		read_one(command, *line ? strtoul(line, NULL, 0) : 64);
	} else if (!strcmp(command, "wait")) {
		block(true);
		alarm(20);
		read_one(command, 64);
		alarm(0);
		block(false);
	} else if (!strcmp(command, "say")) {
		printf("say=%d", say(line));
	} else if (!strcmp(command, "poll")) {
		poll(&pollfd, 1, 0);
		printf("in=%d out=%d hup=%d", !!(pollfd.revents & POLLIN), !!(pollfd.revents & POLLOUT),
		       !!(pollfd.revents & POLLHUP));
	} else if (!strcmp(command, "signals")) {
		printf("signals=%d", (int)signals);
		fcntl(fd, F_SETOWN, getpid());
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_ASYNC);
	} else {
		printf("error=command");
	}
	putchar('\n');
	fflush(stdout);
}

/* fgets() is not to be ended by a signal; a read that waits is. */
static bool next_line(char *line, size_t size)
{
	while (!fgets(line, size, stdin)) {
		if (!ferror(stdin) || errno != EINTR)
			return false;
		clearerr(stdin);
	}
	line[strcspn(line, "\n")] = 0;
	return true;
}

int main(int argc, char **argv)
{
	struct sigaction count = { .sa_handler = count_signal, .sa_flags = SA_RESTART };
	struct sigaction interrupt = { .sa_handler = count_signal };
	char line[256];

	fd = argc == 2 ? open(argv[1], O_RDWR | O_NONBLOCK) : -1;
	if (fd < 0) {
		perror("use_mouse");
		return 1;
	}
	sigaction(SIGIO, &count, NULL);
	sigaction(SIGALRM, &interrupt, NULL);
	puts("ready=1");
	fflush(stdout);
	while (next_line(line, sizeof(line)))
		obey(line);
	return 0;
}
