// SPDX-License-Identifier: GPL-2.0-only
#include "device.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void allow_keys(int device, int first, int last)
{
	ioctl(device, UI_SET_EVBIT, EV_KEY);
	for (; first <= last; first++)
		ioctl(device, UI_SET_KEYBIT, first);
}

static void allow_axis(int device, int code, int minimum, int maximum)
{
	struct uinput_abs_setup axis = {
		.code = code,
		.absinfo = { .minimum = minimum, .maximum = maximum, .resolution = 10 },
	};

	ioctl(device, UI_SET_EVBIT, EV_ABS);
	ioctl(device, UI_SET_ABSBIT, code);
	ioctl(device, UI_ABS_SETUP, &axis);
}

static void be_keyboard(int device)
{
	int led;

	/* Up to the compose key: enough for udev to call it a keyboard. */
	allow_keys(device, KEY_ESC, KEY_COMPOSE);
	ioctl(device, UI_SET_EVBIT, EV_MSC);
	ioctl(device, UI_SET_MSCBIT, MSC_SERIAL);
	ioctl(device, UI_SET_EVBIT, EV_LED);
	for (led = LED_NUML; led <= LED_SCROLLL; led++)
		ioctl(device, UI_SET_LEDBIT, led);
}

static void be_typewriter(int device)
{
	be_keyboard(device);
	ioctl(device, UI_SET_EVBIT, EV_REP);
}

static void be_mouse(int device)
{
	allow_keys(device, BTN_LEFT, BTN_MIDDLE);
	ioctl(device, UI_SET_EVBIT, EV_REL);
	ioctl(device, UI_SET_RELBIT, REL_X);
	ioctl(device, UI_SET_RELBIT, REL_Y);
}

/* With a wheel, and with each button that a mouse, a pen or a touch may have. */
static void be_explorer(int device)
{
	be_mouse(device);
	allow_keys(device, BTN_0, BTN_9);
	allow_keys(device, BTN_LEFT, BTN_TASK);
	allow_keys(device, BTN_STYLUS, BTN_STYLUS2);
	ioctl(device, UI_SET_RELBIT, REL_WHEEL);
	ioctl(device, UI_SET_RELBIT, REL_HWHEEL);
}

static void be_pad(int device)
{
	allow_keys(device, BTN_LEFT, BTN_LEFT);
	allow_keys(device, BTN_TOOL_FINGER, BTN_TOOL_FINGER);
	allow_keys(device, BTN_TOUCH, BTN_TOUCH);
	allow_axis(device, ABS_X, 0, 2047);
	allow_axis(device, ABS_Y, 0, 1023);
	allow_axis(device, ABS_PRESSURE, 0, 255);
}

static void be_touch(int device)
{
	allow_keys(device, BTN_TOUCH, BTN_TOUCH);
	ioctl(device, UI_SET_PROPBIT, INPUT_PROP_DIRECT);
	allow_axis(device, ABS_MT_SLOT, 0, 9);
	allow_axis(device, ABS_MT_TRACKING_ID, 0, 0xffff);
	allow_axis(device, ABS_MT_POSITION_X, 0, 4095);
	allow_axis(device, ABS_MT_POSITION_Y, 0, 4095);
	allow_axis(device, ABS_MT_PRESSURE, 0, 255);
	allow_axis(device, ABS_X, 0, 4095);
	allow_axis(device, ABS_Y, 0, 4095);
}

static void be_gamepad(int device)
{
	allow_keys(device, BTN_SOUTH, BTN_THUMBR);
	allow_axis(device, ABS_X, -32768, 32767);
	allow_axis(device, ABS_Y, -32768, 32767);
	allow_axis(device, ABS_Z, 10, 255);
	ioctl(device, UI_SET_EVBIT, EV_FF);
	ioctl(device, UI_SET_FFBIT, FF_RUMBLE);
}

static void be_lid(int device)
{
	ioctl(device, UI_SET_EVBIT, EV_SW);
	ioctl(device, UI_SET_SWBIT, SW_LID);
	ioctl(device, UI_SET_SWBIT, SW_TABLET_MODE);
}

static const struct {
	const char *name;
	void (*be)(int device);
} kinds[] = {
	{ "keyboard", be_keyboard }, { "typewriter", be_typewriter }, { "mouse", be_mouse },
	{ "explorer", be_explorer }, { "pad", be_pad },
	{ "touch", be_touch }, { "gamepad", be_gamepad }, { "lid", be_lid },
};

int device_create(const char *kind, const char *name)
{
	struct uinput_setup setup = {
		.id = { .bustype = BUS_VIRTUAL, .vendor = 0x1209, .product = 0xd0, .version = 1 },
		.ff_effects_max = strcmp(kind, "gamepad") ? 0 : 16,
	};
	unsigned int i, count = sizeof(kinds) / sizeof(*kinds);
	int device;

	for (i = 0; i < count && strcmp(kinds[i].name, kind); i++)
		;
	if (i == count) {
		errno = EINVAL;
		return -1;
	}
	device = open("/dev/uinput", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (device < 0)
		return -1;
	kinds[i].be(device);
	memcpy(setup.name, name, strnlen(name, sizeof(setup.name) - 1));
	if (ioctl(device, UI_DEV_SETUP, &setup) || ioctl(device, UI_DEV_CREATE))
		return -1;
	return device;
}

static int find_node(const char *folder, char *node, size_t size)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int found = -1;

	while (dir && found && (entry = readdir(dir))) {
		if (strncmp(entry->d_name, "event", 5))
			continue;
		snprintf(node, size, "/dev/input/%.16s", entry->d_name);
		found = access(node, F_OK);
	}
	if (dir)
		closedir(dir);
	return found;
}

int device_node(int device, char *node, size_t size)
{
	char sysname[32], folder[96];
	int tries;

	if (ioctl(device, UI_GET_SYSNAME(sizeof(sysname)), sysname) < 0)
		return -1;
	snprintf(folder, sizeof(folder), "/sys/devices/virtual/input/%s", sysname);
	for (tries = 0; tries < 500; tries++) {
		if (!find_node(folder, node, size))
			return 0;
		usleep(10000);
	}
	errno = ENODEV;
	return -1;
}
