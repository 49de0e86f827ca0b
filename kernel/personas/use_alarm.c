// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sets Android's alarms, for scenarios.
 *
 *	use_alarm NODE [ro]
 *
 * The first line on stdout is ready=1. Commands come from stdin, one a line, each
 * answered by one line; a number in it is what the call returned, or the negative
 * errno:
 *
 *	set TYPE MILLISECONDS	from now on, by the type's clock
 *	overdue TYPE		set one for the clock's very beginning
 *	wrong TYPE		set one of impossible time
 *	clear TYPE
 *	wait MILLISECONDS	for alarms; -4 when there were none in that time
 *	time TYPE		its clock, in seconds
 *	clock SECONDS		set the clock forward by so much
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <unistd.h>

struct alarm_time {
	long long sec, nsec;
};

/* The ABI, said once more: a change of the module's would be seen. */
#define ALARM_CLEAR(type) _IO('a', (type) << 4)
#define ALARM_WAIT _IO('a', 1)
#define ALARM_SET(type) _IOW('a', 2 | (type) << 4, struct alarm_time)
#define ALARM_GET_TIME(type) _IOW('a', 4 | (type) << 4, struct alarm_time)
#define ALARM_SET_RTC _IOW('a', 5, struct alarm_time)
#define ALARM_RTC 1

static int fd;

static int result(int ret)
{
	return ret < 0 ? -errno : ret;
}

static void interrupt(int signal)
{
	(void)signal;
}

static struct alarm_time ask_time(int type)
{
	struct alarm_time time = {};

	ioctl(fd, ALARM_GET_TIME(type), &time);
	return time;
}

static int set(int type, long ms)
{
	struct alarm_time time = ask_time(type);

	time.sec += ms / 1000;
	time.nsec += ms % 1000 * 1000000;
	if (time.nsec >= 1000000000) {
		time.sec++;
		time.nsec -= 1000000000;
	}
	return result(ioctl(fd, ALARM_SET(type), &time));
}

static int wait_for(long ms)
{
	struct itimerval limit = { .it_value = { ms / 1000, ms % 1000 * 1000 } };
	int ret;

	setitimer(ITIMER_REAL, &limit, NULL);
	ret = result(ioctl(fd, ALARM_WAIT));
	memset(&limit, 0, sizeof(limit));
	setitimer(ITIMER_REAL, &limit, NULL);
	return ret;
}

static int set_clock(long seconds)
{
	struct alarm_time time = ask_time(ALARM_RTC);

	time.sec += seconds;
	return result(ioctl(fd, ALARM_SET_RTC, &time));
}

static void obey(const char *line)
{
	struct alarm_time wrong = { .nsec = 2000000000 }, beginning = {};
	char command[16] = "";
	long a = 0, b = 0;

	sscanf(line, "%15s %ld %ld", command, &a, &b);
	if (!strcmp(command, "set"))
		printf("set=%d", set(a, b));
	else if (!strcmp(command, "overdue"))
		printf("overdue=%d", result(ioctl(fd, ALARM_SET(a), &beginning)));
	else if (!strcmp(command, "wrong"))
		printf("wrong=%d", result(ioctl(fd, ALARM_SET(a), &wrong)));
	else if (!strcmp(command, "clear"))
		printf("clear=%d", result(ioctl(fd, ALARM_CLEAR(a))));
	else if (!strcmp(command, "wait"))
		printf("wait=%d", wait_for(a));
	else if (!strcmp(command, "time"))
		printf("time=%lld", (long long)ask_time(a).sec);
	else if (!strcmp(command, "clock"))
		printf("clock=%d", set_clock(a));
	else
		printf("error=command");
	putchar('\n');
	fflush(stdout);
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = interrupt };
	char line[256];

	fd = argc > 1 ? open(argv[1], argc > 2 ? O_RDONLY : O_RDWR) : -1;
	if (fd < 0) {
		perror("use_alarm");
		return 1;
	}
	sigaction(SIGALRM, &action, NULL);
	puts("ready=1");
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = 0;
		obey(line);
	}
	return 0;
}
