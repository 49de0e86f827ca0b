// SPDX-License-Identifier: GPL-2.0-only
/*
 * write_once FILE: opens a file, or takes the descriptor of that number, makes one write(2) of its standard input, and says what
 * came of it: wrote, an errno, or open and an errno.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More than anybody asks for. */
static char text[1 << 20];

static ssize_t all_of_input(void)
{
	size_t length = 0;
	ssize_t got;

	while ((got = read(0, text + length, sizeof(text) - length)) > 0)
		length += got;
	return got < 0 ? got : (ssize_t)length;
}

int main(int argc, char **argv)
{
	ssize_t length, written;
	int fd;

	if (argc != 2) {
		fprintf(stderr, "usage: write_once FILE|DESCRIPTOR\n");
		return 2;
	}
	length = all_of_input();
	if (length < 0) {
		perror("write_once: standard input");
		return 1;
	}
	fd = isdigit((unsigned char)*argv[1]) ? atoi(argv[1]) : open(argv[1], O_WRONLY);
	if (fd < 0) {
		printf("open %s\n", strerrorname_np(errno));
		return 0;
	}
	written = write(fd, text, length);
	if (written < 0)
		puts(strerrorname_np(errno));
	else if (written < length)
		printf("short %zd\n", written);
	else
		puts("wrote");
	return 0;
}
