// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a client can ask of the device for good: repeat rates, key codes, the range
 * of an axis. From the background it is checked, succeeds and does nothing.
 */
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "input.h"

/*
 * Whether the client's request may reach the device; if so, turn is held until
 * end_request(), so that no switch comes between.
 */
static bool begin_request(struct ev_client *client)
{
	mutex_lock(&client->node->turn);
	if (ev_client_is_front(client))
		return true;
	mutex_unlock(&client->node->turn);
	return false;
}

static void end_request(struct ev_client *client)
{
	mutex_unlock(&client->node->turn);
}

int ev_repeat_get(struct input_dev *dev, u32 __user *to)
{
	if (!test_bit(EV_REP, dev->evbit))
		return -ENOSYS;
	return put_user(dev->rep[REP_DELAY], to) ?: put_user(dev->rep[REP_PERIOD], to + 1);
}

int ev_repeat_set(struct ev_client *client, const u32 __user *from)
{
	struct input_handle *handle = &client->node->handle;
	u32 delay, period;

	if (!test_bit(EV_REP, handle->dev->evbit))
		return -ENOSYS;
	if (get_user(delay, from) || get_user(period, from + 1))
		return -EFAULT;
	if (begin_request(client)) {
		input_inject_event(handle, EV_REP, REP_DELAY, delay);
		input_inject_event(handle, EV_REP, REP_PERIOD, period);
		end_request(client);
	}
	return 0;
}

/* EVIOCGKEYCODE: two numbers, scancode and keycode. */
int ev_keycode_get_pair(struct input_dev *dev, u32 __user *pair)
{
	struct input_keymap_entry entry = { .len = sizeof(u32) };
	u32 scancode;
	int ret;

	if (get_user(scancode, pair))
		return -EFAULT;
	memcpy(entry.scancode, &scancode, sizeof(scancode));
	ret = input_get_keycode(dev, &entry);
	return ret ?: put_user(entry.keycode, pair + 1);
}

int ev_keycode_get(struct input_dev *dev, void __user *p)
{
	struct input_keymap_entry entry;
	int ret;

	if (copy_from_user(&entry, p, sizeof(entry)))
		return -EFAULT;
	if (entry.len > sizeof(entry.scancode))
		return -EINVAL;
	ret = input_get_keycode(dev, &entry);
	if (ret)
		return ret;
	return copy_to_user(p, &entry, sizeof(entry)) ? -EFAULT : 0;
}

static int apply_keycode(struct ev_client *client, const struct input_keymap_entry *entry)
{
	int ret = 0;

	if (begin_request(client)) {
		ret = input_set_keycode(ev_device(client->node), entry);
		end_request(client);
	}
	return ret;
}

int ev_keycode_set_pair(struct ev_client *client, const u32 __user *pair)
{
	struct input_keymap_entry entry = { .len = sizeof(u32) };
	u32 scancode;

	if (get_user(scancode, pair) || get_user(entry.keycode, pair + 1))
		return -EFAULT;
	memcpy(entry.scancode, &scancode, sizeof(scancode));
	return apply_keycode(client, &entry);
}

int ev_keycode_set(struct ev_client *client, const void __user *p)
{
	struct input_keymap_entry entry;

	if (copy_from_user(&entry, p, sizeof(entry)))
		return -EFAULT;
	if (entry.len > sizeof(entry.scancode))
		return -EINVAL;
	return apply_keycode(client, &entry);
}

int ev_axis_set(struct ev_client *client, unsigned int code, const void __user *from,
		    unsigned int size)
{
	struct input_dev *dev = ev_device(client->node);
	struct input_absinfo axis = {};

	if (!dev->absinfo)
		return -EINVAL;
	/* Old programs know no resolution: theirs is 0. */
	if (copy_from_user(&axis, from, min_t(size_t, size, sizeof(axis))))
		return -EFAULT;
	if (size < sizeof(axis))
		axis.resolution = 0;
	if (code == ABS_MT_SLOT)
		return -EINVAL;

	spin_lock_irq(&dev->event_lock);
	if (ev_client_is_front(client))
		dev->absinfo[code] = axis;
	spin_unlock_irq(&dev->event_lock);
	return 0;
}
