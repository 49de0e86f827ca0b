// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads and writes an Android log, for scenarios.
 *
 *	use_log NODE
 *
 * The first line on stdout is ready=1. Commands come from stdin, one a line, each
 * answered by one line; a number in it is what the call returned, or the negative
 * errno:
 *
 *	write TEXT
 *	pieces A B		one writev() of both
 *	long N			write N bytes
 *	read [SIZE]		without waiting; and then what the entry says
 *	version N		of the headers from now on
 *	select PID		one namespace's entries; 0 for all
 *	size, len, next, flush, poll
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

/* The ABI, said once more: a change of the module's would be seen. */
#define GET_LOG_BUF_SIZE 0xae01
#define GET_LOG_LEN 0xae02
#define GET_NEXT_ENTRY_LEN 0xae03
#define FLUSH_LOG 0xae04
#define SET_VERSION 0xae06
#define SET_NAMESPACE 0xae10

struct entry {
	uint16_t len, hdr_size;
	int32_t pid, tid, sec, nsec;
	uint32_t euid;		/* from version 2 on */
	int32_t init_pid, real_pid, real_tid;	/* from version 3 on */
	char tag[4];
};

static const size_t header_sizes[] = { 0, 20, 24, sizeof(struct entry) };

static int fd;
static int version = 1;

static int result(long ret)
{
	return ret < 0 ? -errno : (int)ret;
}

static void print_entry(const char *buffer, int size)
{
	struct entry entry = {};
	size_t header = header_sizes[version];

	memcpy(&entry, buffer, header);
	printf(" len=%d hdr=%d pid=%d tid=%d", entry.len, entry.hdr_size, entry.pid, entry.tid);
	if (version > 1)
		printf(" euid=%u", entry.euid);
	if (version > 2)
		printf(" init=%d real=%d tag=%.4s", entry.init_pid, entry.real_pid, entry.tag);
	printf(" text=%.*s", size - (int)header, buffer + header);
}

static void read_entry(size_t size)
{
	static char buffer[8192];
	int got = result(read(fd, buffer, size));

	printf("read=%d", got);
	if (got > 0)
		print_entry(buffer, got);
}

static int write_long(size_t size)
{
	char *text = malloc(size);
	int ret;

	memset(text, 'x', size);
	ret = result(write(fd, text, size));
	free(text);
	return ret;
}

static void obey(const char *line)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN };
	char command[16] = "", a[128] = "", b[128] = "";
	long number;

	sscanf(line, "%15s %127s %127s", command, a, b);
	number = strtol(a, NULL, 0);
	if (!strcmp(command, "write")) {
		printf("write=%d", result(write(fd, a, strlen(a))));
	} else if (!strcmp(command, "pieces")) {
		struct iovec pieces[] = { { a, strlen(a) }, { b, strlen(b) } };

		printf("pieces=%d", result(writev(fd, pieces, 2)));
	} else if (!strcmp(command, "long")) {
		printf("long=%d", write_long(number));
	} else if (!strcmp(command, "read")) {
		read_entry(*a ? (size_t)number : 8192);
	} else if (!strcmp(command, "version")) {
		int wanted = number, ret = result(ioctl(fd, SET_VERSION, &wanted));

		if (!ret)
			version = wanted;
		printf("version=%d", ret);
	} else if (!strcmp(command, "select")) {
		printf("select=%d", result(ioctl(fd, SET_NAMESPACE, number)));
	} else if (!strcmp(command, "size")) {
		printf("size=%d", result(ioctl(fd, GET_LOG_BUF_SIZE)));
	} else if (!strcmp(command, "len")) {
		printf("len=%d", result(ioctl(fd, GET_LOG_LEN)));
	} else if (!strcmp(command, "next")) {
		printf("next=%d", result(ioctl(fd, GET_NEXT_ENTRY_LEN)));
	} else if (!strcmp(command, "flush")) {
		printf("flush=%d", result(ioctl(fd, FLUSH_LOG)));
	} else if (!strcmp(command, "poll")) {
		printf("poll=%d", poll(&pollfd, 1, 0));
	} else {
		printf("error=command");
	}
	putchar('\n');
	fflush(stdout);
}

int main(int argc, char **argv)
{
	char line[256];

	fd = argc == 2 ? open(argv[1], O_RDWR | O_NONBLOCK) : -1;
	if (fd < 0) {
		perror("use_log");
		return 1;
	}
	puts("ready=1");
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = 0;
		obey(line);
	}
	return 0;
}
