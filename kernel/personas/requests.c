// SPDX-License-Identifier: GPL-2.0-only
#include "requests.h"

#include <errno.h>
#include <linux/input.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Prints what a call returned: the value, or the negative errno. */
static void answer(const char *name, int ret)
{
	printf("%s=%d", name, ret < 0 ? -errno : ret);
}

static void answer_bits(int fd, const char *name, unsigned long cmd)
{
	unsigned char bits[KEY_CNT / 8] = {};
	int i, count = 0, first = -1, ret = ioctl(fd, cmd, bits);

	if (ret < 0) {
		answer(name, ret);
		return;
	}
	for (i = 0; i < KEY_CNT; i++) {
		if (!(bits[i / 8] & 1 << i % 8))
			continue;
		count++;
		if (first < 0)
			first = i;
	}
	printf("%s=%d first=%d bytes=%d", name, count, first, ret);
}

static void answer_slots(int fd, int code)
{
	struct {
		unsigned int code;
		int values[10];
	} slots = { .code = code };
	int i, contacts = 0, ret = ioctl(fd, EVIOCGMTSLOTS(sizeof(slots)), &slots);

	for (i = 0; i < 10; i++)
		contacts += slots.values[i] >= 0;
	answer("slots", ret);
	printf(" contacts=%d value=%d", contacts, slots.values[0]);
}

static void answer_axis(int fd, int code)
{
	struct input_absinfo axis = {};

	answer("axis", ioctl(fd, EVIOCGABS(code), &axis));
	printf(" value=%d minimum=%d maximum=%d", axis.value, axis.minimum, axis.maximum);
}

static int set_axis(int fd, int code, int maximum)
{
	struct input_absinfo axis;

	if (ioctl(fd, EVIOCGABS(code), &axis))
		return -1;
	axis.maximum = maximum;
	return ioctl(fd, EVIOCSABS(code), &axis);
}

static void answer_repeat(int fd)
{
	unsigned int repeat[2] = {};

	answer("repeat", ioctl(fd, EVIOCGREP, repeat));
	printf(" delay=%u period=%u", repeat[0], repeat[1]);
}

static int put(int fd, int type, int code, int value)
{
	struct input_event event = { .type = type, .code = code, .value = value };

	return write(fd, &event, sizeof(event));
}

/* Lets only one code of the type pass; -1: none. */
static int mask(int fd, int type, int code)
{
	unsigned char bits[KEY_CNT / 8] = {};
	struct input_mask mask = {
		.type = type,
		.codes_size = sizeof(bits),
		.codes_ptr = (unsigned long)bits,
	};

	if (code >= 0)
		bits[code / 8] |= 1 << code % 8;
	return ioctl(fd, EVIOCSMASK, &mask);
}

static void answer_mask(int fd, int type)
{
	unsigned char bits[KEY_CNT / 8];
	struct input_mask mask = {
		.type = type,
		.codes_size = sizeof(bits),
		.codes_ptr = (unsigned long)bits,
	};
	int i, count = 0, ret;

	memset(bits, 0xff, sizeof(bits));
	ret = ioctl(fd, EVIOCGMASK, &mask);
	for (i = 0; i < KEY_CNT; i++)
		count += !!(bits[i / 8] & 1 << i % 8);
	answer("getmask", ret);
	printf(" codes=%d", count);
}

static int upload(int fd, int id)
{
	struct ff_effect effect = {
		.type = FF_RUMBLE,
		.id = id,
		.u.rumble = { .strong_magnitude = 0x8000 },
	};

	return ioctl(fd, EVIOCSFF, &effect) ? -1 : effect.id;
}

static void answer_identity(int fd)
{
	struct input_id id = {};
	char name[256] = "", phys[256];
	int version = 0, effects = -1;

	answer("name", ioctl(fd, EVIOCGNAME(sizeof(name)), name));
	printf(" text=%s", name);
	answer(" phys", ioctl(fd, EVIOCGPHYS(sizeof(phys)), phys));
	answer(" short", ioctl(fd, EVIOCGNAME(3), name));
	answer(" id", ioctl(fd, EVIOCGID, &id));
	printf(" vendor=%#x", id.vendor);
	answer(" getversion", ioctl(fd, EVIOCGVERSION, &version));
	answer(" geteffects", ioctl(fd, EVIOCGEFFECTS, &effects));
	printf(" version=%#x effects=%d", version, effects);
}

static void answer_keycode(int fd, int scancode)
{
	unsigned int pair[2] = { scancode, 0 };

	answer("getkeycode", ioctl(fd, EVIOCGKEYCODE, pair));
	printf(" keycode=%u", pair[1]);
}

static int set_keycode(int fd, int scancode, int keycode)
{
	unsigned int pair[2] = { scancode, keycode };

	return ioctl(fd, EVIOCSKEYCODE, pair);
}

int request(int fd, const char *line)
{
	unsigned int repeat[2];
	char name[16] = "";
	int a = 0, b = 0, c = 0;

	sscanf(line, "%15s %i %i %i", name, &a, &b, &c);
	if (!strcmp(name, "grab"))
		answer(name, ioctl(fd, EVIOCGRAB, 1));
	else if (!strcmp(name, "ungrab"))
		answer(name, ioctl(fd, EVIOCGRAB, 0));
	else if (!strcmp(name, "revoke"))
		answer(name, ioctl(fd, EVIOCREVOKE, a));
	else if (!strcmp(name, "clock"))
		answer(name, ioctl(fd, EVIOCSCLOCKID, &a));
	else if (!strcmp(name, "keys"))
		answer_bits(fd, name, EVIOCGKEY(KEY_CNT / 8));
	else if (!strcmp(name, "leds"))
		answer_bits(fd, name, EVIOCGLED(8));
	else if (!strcmp(name, "sounds"))
		answer_bits(fd, name, EVIOCGSND(8));
	else if (!strcmp(name, "switches"))
		answer_bits(fd, name, EVIOCGSW(8));
	else if (!strcmp(name, "types"))
		answer_bits(fd, name, EVIOCGBIT(0, 8));
	else if (!strcmp(name, "codes"))
		answer_bits(fd, name, EVIOCGBIT(a, KEY_CNT / 8));
	else if (!strcmp(name, "props"))
		answer_bits(fd, name, EVIOCGPROP(8));
	else if (!strcmp(name, "slots"))
		answer_slots(fd, a);
	else if (!strcmp(name, "axis"))
		answer_axis(fd, a);
	else if (!strcmp(name, "setaxis"))
		answer(name, set_axis(fd, a, b));
	else if (!strcmp(name, "repeat"))
		answer_repeat(fd);
	else if (!strcmp(name, "setrepeat"))
		repeat[0] = a, repeat[1] = b, answer(name, ioctl(fd, EVIOCSREP, repeat));
	else if (!strcmp(name, "write"))
		answer(name, put(fd, a, b, c));
	else if (!strcmp(name, "mask"))
		answer(name, mask(fd, a, b));
	else if (!strcmp(name, "getmask"))
		answer_mask(fd, a);
	else if (!strcmp(name, "upload"))
		answer(name, upload(fd, a));
	else if (!strcmp(name, "erase"))
		answer(name, ioctl(fd, EVIOCRMFF, a));
	else if (!strcmp(name, "identity"))
		answer_identity(fd);
	else if (!strcmp(name, "keycode"))
		answer_keycode(fd, a);
	else if (!strcmp(name, "setkeycode"))
		answer(name, set_keycode(fd, a, b));
	else
		return -1;
	return 0;
}
