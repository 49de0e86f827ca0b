// SPDX-License-Identifier: GPL-2.0-only
/* Opens and closes a file again and again, and prints how long one of these takes: open_often FILE COUNT */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv)
{
	int i, count = argc == 3 ? atoi(argv[2]) : 0;
	long long begin = now();

	for (i = 0; i < count; i++) {
		int fd = open(argv[1], O_RDONLY);

		if (fd < 0 || close(fd)) {
			perror("open_often");
			return 1;
		}
	}
	if (count < 1)
		return 2;
	printf("%lld\n", (now() - begin) / count);
	return 0;
}
