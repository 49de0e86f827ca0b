// SPDX-License-Identifier: GPL-2.0-only
/*
 * What libevdev, which keeps a device's state from what it reads and asks, believes.
 *
 *	sync_input NODE
 *
 * Commands come from stdin, one a line, each answered by one line, after all events
 * that are there were taken:
 *
 *	stat			events taken, and those made up after a SYN_DROPPED
 *	grab, ungrab
 *	value TYPE CODE		as libevdev has it
 *	slot SLOT CODE
 *
 * libevdev is found at run time: its headers need not be there.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct libevdev;

/* From libevdev.h: flags of next_event(), its answers, and modes of grab(). */
#define READ_SYNC 1
#define READ_NORMAL 2
#define STATUS_SYNC 1
#define GRAB 3
#define UNGRAB 4

static struct {
	int (*new_from_fd)(int fd, struct libevdev **device);
	int (*next_event)(struct libevdev *device, unsigned int flags, struct input_event *event);
	int (*grab)(struct libevdev *device, int mode);
	int (*get_event_value)(const struct libevdev *device, unsigned int type, unsigned int code);
	int (*get_slot_value)(const struct libevdev *device, unsigned int slot, unsigned int code);
} lib;

static void load(void *function, const char *name)
{
	static void *library;

	if (!library)
		library = dlopen("libevdev.so.2", RTLD_NOW);
	*(void **)function = library ? dlsym(library, name) : NULL;
	if (!*(void **)function) {
		fprintf(stderr, "sync_input: %s\n", dlerror());
		exit(1);
	}
}

static unsigned int taken, synced;

static void take_all(struct libevdev *device)
{
	struct input_event event;
	unsigned int flags = READ_NORMAL;
	int status;

	while ((status = lib.next_event(device, flags, &event)) != -EAGAIN || flags == READ_SYNC) {
		if (status < 0 && status != -EAGAIN)
			return;
		if (status == STATUS_SYNC && flags == READ_SYNC)
			synced++;
		else if (status >= 0)
			taken++;
		flags = status == STATUS_SYNC ? READ_SYNC : READ_NORMAL;
	}
}

static void obey(struct libevdev *device, const char *line)
{
	int a, b;

	take_all(device);
	if (!strcmp(line, "stat"))
		printf("events=%u synced=%u\n", taken, synced);
	else if (!strcmp(line, "grab"))
		printf("grab=%d\n", lib.grab(device, GRAB));
	else if (!strcmp(line, "ungrab"))
		printf("ungrab=%d\n", lib.grab(device, UNGRAB));
	else if (sscanf(line, "value %i %i", &a, &b) == 2)
		printf("value=%d\n", lib.get_event_value(device, a, b));
	else if (sscanf(line, "slot %i %i", &a, &b) == 2)
		printf("slot=%d\n", lib.get_slot_value(device, a, b));
	else
		printf("error=command\n");
	fflush(stdout);
}

int main(int argc, char **argv)
{
	struct libevdev *device;
	char line[128];
	int fd;

	if (argc != 2) {
		fputs("usage: sync_input NODE\n", stderr);
		return 2;
	}
	load(&lib.new_from_fd, "libevdev_new_from_fd");
	load(&lib.next_event, "libevdev_next_event");
	load(&lib.grab, "libevdev_grab");
	load(&lib.get_event_value, "libevdev_get_event_value");
	load(&lib.get_slot_value, "libevdev_get_slot_value");

	fd = open(argv[1], O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || lib.new_from_fd(fd, &device)) {
		fprintf(stderr, "sync_input: could not open %s\n", argv[1]);
		return 1;
	}
	puts("ready=1");
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = 0;
		obey(device, line);
	}
	return 0;
}
