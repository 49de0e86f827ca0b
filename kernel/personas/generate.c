// SPDX-License-Identifier: GPL-2.0-only
/*
 * An input device that does what it is told, for scenarios.
 *
 *	generate KIND NAME [COMMAND...]
 *
 * KIND is keyboard, typewriter (a keyboard that repeats), mouse, explorer (a mouse
 * with a wheel and all buttons), pad (a touch pad), touch, gamepad (with force
 * feedback) or lid. The first line on stdout is node=/dev/input/eventN.
 * Then come commands, from the arguments or else one a line from stdin, each
 * answered by one line:
 *
 *	burst N [RATE [PACKETS]]	write exactly N events (reports included) in whole
 *				packets, RATE events a second (0: as fast as it can);
 *				none of them is one that the input core leaves out as
 *				no change. Each by a write of its own, or so many
 *				packets by one
 *	timed N PACKETS		such a burst, as fast as it can, and how long it took, in ns
 *	serials N [RATE]	N packets of a serial number and a report, counting up from 1
 *	packet TYPE CODE VALUE [TYPE CODE VALUE...]	write these and a report
 *	event TYPE CODE VALUE	write this and nothing else
 *	heard			what clients had it do: effects, LEDs, repeat rate
 *	deaf			answer no more force-feedback requests
 *	quit
 *
 * At the end of stdin it goes on to exist, and ends by a signal.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "device.h"

static int device;
static bool deaf;
static unsigned long long written;
/* So many packets are written together, once there are; 0 is each event by itself. */
static unsigned int together;
static struct input_event waiting[1024];
static unsigned int waiting_count, waiting_packets;
static struct {
	unsigned int uploads, erases, plays, stops, leds, lit, delay, period;
} heard;

static void write_waiting(void)
{
	ssize_t size = waiting_count * sizeof(*waiting);

	if (size && write(device, waiting, size) != size) {
		perror("generate: write");
		exit(1);
	}
	waiting_count = 0;
	waiting_packets = 0;
}

static void put(int type, int code, int value)
{
	waiting[waiting_count++] = (struct input_event){ .type = type, .code = code, .value = value };
	written++;
	if (type == EV_SYN)
		waiting_packets++;
	if (waiting_packets >= together || waiting_count == sizeof(waiting) / sizeof(*waiting))
		write_waiting();
}

/* One round of press and release, or of move and move. Return: how many events. */
static int round_of(const char *kind, unsigned int turn)
{
	unsigned long long before = written;

	if (!strcmp(kind, "mouse")) {
		put(EV_REL, REL_X, turn % 2 ? -3 : 3);
		put(EV_SYN, SYN_REPORT, 0);
	} else if (!strcmp(kind, "touch")) {
		put(EV_ABS, ABS_MT_TRACKING_ID, turn % 0xffff);
		put(EV_ABS, ABS_MT_POSITION_X, 100 + turn % 500);
		put(EV_ABS, ABS_MT_POSITION_Y, 100 + turn % 300);
		put(EV_KEY, BTN_TOUCH, 1);
		put(EV_SYN, SYN_REPORT, 0);
		put(EV_ABS, ABS_MT_TRACKING_ID, -1);
		put(EV_KEY, BTN_TOUCH, 0);
		put(EV_SYN, SYN_REPORT, 0);
	} else {
		int key = !strcmp(kind, "gamepad") ? BTN_SOUTH : KEY_A;

		put(EV_KEY, key, 1);
		put(EV_SYN, SYN_REPORT, 0);
		put(EV_KEY, key, 0);
		put(EV_SYN, SYN_REPORT, 0);
	}
	return written - before;
}

static void sleep_until(struct timespec *when, double seconds)
{
	long nanoseconds = when->tv_nsec + (long)(seconds * 1e9) % 1000000000;

	when->tv_sec += (time_t)seconds + nanoseconds / 1000000000;
	when->tv_nsec = nanoseconds % 1000000000;
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, when, NULL);
}

static void write_burst(const char *kind, unsigned long count, double rate, unsigned int packets)
{
	static unsigned int turn;
	unsigned long done = 0, due = 0;
	struct timespec when;

	clock_gettime(CLOCK_MONOTONIC, &when);
	together = packets;
	while (done < count) {
		int events = round_of(kind, turn++);

		done += events;
		due += events;
		if (rate > 0 && waiting_count == 0) {
			sleep_until(&when, due / rate);
			due = 0;
		}
	}
	write_waiting();
	together = 0;
}

static void burst(const char *kind, unsigned long count, double rate, unsigned int packets)
{
	unsigned long long before = written;

	write_burst(kind, count, rate, packets);
	printf("burst=%llu written=%llu\n", written - before, written);
}

static void timed(const char *kind, unsigned long count, unsigned int packets)
{
	struct timespec begin, end;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	write_burst(kind, count, 0, packets);
	clock_gettime(CLOCK_MONOTONIC, &end);
	printf("timed=%lu took=%lld\n", count,
	       (end.tv_sec - begin.tv_sec) * 1000000000LL + end.tv_nsec - begin.tv_nsec);
}

static void count_up(int count, double rate)
{
	static int serial;
	struct timespec when;
	int i;

	clock_gettime(CLOCK_MONOTONIC, &when);
	for (i = 0; i < count; i++) {
		put(EV_MSC, MSC_SERIAL, ++serial);
		put(EV_SYN, SYN_REPORT, 0);
		if (rate > 0)
			sleep_until(&when, 1 / rate);
	}
	printf("serials=%d written=%llu\n", count, written);
}

/* Groups of three numbers. Return: how many events were written, or -1. */
static int put_all(char *numbers)
{
	int type, code, value, length, count = 0;

	while (sscanf(numbers, "%i %i %i%n", &type, &code, &value, &length) == 3) {
		put(type, code, value);
		numbers += length;
		count++;
	}
	return count ? count : -1;
}

static void obey(const char *kind, char *line)
{
	unsigned long count;
	unsigned int packets = 0;
	double rate = 0;

	if (sscanf(line, "burst %lu %lf %u", &count, &rate, &packets) >= 1) {
		burst(kind, count, rate, packets);
	} else if (sscanf(line, "timed %lu %u", &count, &packets) == 2) {
		timed(kind, count, packets);
	} else if (sscanf(line, "serials %lu %lf", &count, &rate) >= 1) {
		count_up(count, rate);
	} else if (!strncmp(line, "event ", 6)) {
		printf("event=%d\n", put_all(line + 6));
	} else if (!strncmp(line, "packet ", 7)) {
		printf("packet=%d\n", put_all(line + 7));
		put(EV_SYN, SYN_REPORT, 0);
	} else if (!strcmp(line, "heard")) {
		printf("uploads=%u erases=%u plays=%u stops=%u leds=%u lit=%u delay=%u period=%u\n",
		       heard.uploads, heard.erases, heard.plays, heard.stops, heard.leds, heard.lit,
		       heard.delay, heard.period);
	} else if (!strcmp(line, "deaf")) {
		deaf = true;
		puts("deaf=1");
	} else if (!strcmp(line, "quit")) {
		printf("written=%llu\n", written);
		exit(0);
	} else {
		puts("error=command");
	}
	fflush(stdout);
}

static void answer_upload(int request)
{
	struct uinput_ff_upload upload = { .request_id = request };

	if (!ioctl(device, UI_BEGIN_FF_UPLOAD, &upload)) {
		heard.uploads++;
		ioctl(device, UI_END_FF_UPLOAD, &upload);
	}
}

static void answer_erase(int request)
{
	struct uinput_ff_erase erase = { .request_id = request };

	if (!ioctl(device, UI_BEGIN_FF_ERASE, &erase)) {
		heard.erases++;
		ioctl(device, UI_END_FF_ERASE, &erase);
	}
}

static void hear(const struct input_event *event)
{
	switch (event->type) {
	case EV_UINPUT:
		if (event->code == UI_FF_UPLOAD)
			answer_upload(event->value);
		else
			answer_erase(event->value);
		break;
	case EV_FF:
		if (event->value)
			heard.plays++;
		else
			heard.stops++;
		break;
	case EV_LED:
		heard.leds++;
		heard.lit = event->value;
		break;
	case EV_REP:
		if (event->code == REP_DELAY)
			heard.delay = event->value;
		else
			heard.period = event->value;
	}
}

static void listen(const char *kind)
{
	struct pollfd fds[] = { { .fd = device, .events = POLLIN }, { .fd = 0, .events = POLLIN } };
	struct input_event event;
	char line[4096];

	for (;;) {
		if (poll(fds, 2, -1) < 0)
			exit(1);
		while (!deaf && read(device, &event, sizeof(event)) == sizeof(event))
			hear(&event);
		if (deaf)
			fds[0].fd = -1;
		if (!fds[1].revents)
			continue;
		/* Unbuffered: poll() knows nothing of what stdio has read ahead. */
		if (!fgets(line, sizeof(line), stdin)) {
			fds[1].fd = -1;
			continue;
		}
		line[strcspn(line, "\n")] = 0;
		obey(kind, line);
	}
}

int main(int argc, char **argv)
{
	char node[64], line[4096] = "";
	int i;

	if (argc < 3) {
		fputs("usage: generate KIND NAME [COMMAND...]\n", stderr);
		return 2;
	}
	setvbuf(stdin, NULL, _IONBF, 0);
	device = device_create(argv[1], argv[2]);
	if (device < 0 || device_node(device, node, sizeof(node)) < 0) {
		perror("generate: could not create the device");
		return 1;
	}
	printf("node=%s\n", node);
	fflush(stdout);

	for (i = 3; i < argc; i++) {
		strncat(line, argv[i], sizeof(line) - strlen(line) - 2);
		if (i + 1 < argc)
			strcat(line, " ");
	}
	if (*line) {
		obey(argv[1], line);
		return 0;
	}
	listen(argv[1]);
}
