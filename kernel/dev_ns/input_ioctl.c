// SPDX-License-Identifier: GPL-2.0-only
/* The ioctls of event nodes. */
#include <linux/compat.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "input.h"

static int grab(struct ev_client *client, bool take)
{
	int ret;

	mutex_lock(&client->node->turn);
	ret = take ? ev_grab_take(client) : ev_grab_release(client);
	mutex_unlock(&client->node->turn);
	return ret;
}

/* Any argument but 0 is refused: Android's old EVIOCSSUSPENDBLOCK has the same number. */
static int revoke(struct ev_client *client, bool argument)
{
	if (argument)
		return -EINVAL;
	ev_client_revoke(client);
	input_flush_device(&client->node->handle, client->file);
	return 0;
}

static int set_clock(struct ev_client *client, const int __user *from)
{
	struct input_dev *dev = ev_device(client->node);
	enum input_clock_type clock;
	int id;

	if (get_user(id, from))
		return -EFAULT;
	switch (id) {
	case CLOCK_REALTIME:
		clock = INPUT_CLK_REAL;
		break;
	case CLOCK_MONOTONIC:
		clock = INPUT_CLK_MONO;
		break;
	case CLOCK_BOOTTIME:
		clock = INPUT_CLK_BOOT;
		break;
	default:
		return -EINVAL;
	}

	spin_lock_irq(&dev->event_lock);
	spin_lock(&client->lock);
	if (client->clock != clock)
		ev_ring_restart(client, clock);
	spin_unlock(&client->lock);
	spin_unlock_irq(&dev->event_lock);
	return 0;
}

static int get_capabilities(const struct input_dev *dev, unsigned int type, void __user *to,
			    unsigned int size, bool compat)
{
	const struct {
		const unsigned long *bits;
		unsigned int count;
	} known[EV_CNT] = {
		[0] = { dev->evbit, EV_CNT },
		[EV_KEY] = { dev->keybit, KEY_CNT },
		[EV_REL] = { dev->relbit, REL_CNT },
		[EV_ABS] = { dev->absbit, ABS_CNT },
		[EV_MSC] = { dev->mscbit, MSC_CNT },
		[EV_SW] = { dev->swbit, SW_CNT },
		[EV_LED] = { dev->ledbit, LED_CNT },
		[EV_SND] = { dev->sndbit, SND_CNT },
		[EV_FF] = { dev->ffbit, FF_CNT },
	};

	if (!known[type].bits)
		return -EINVAL;
	return ev_bits_to_user(to, size, known[type].bits, known[type].count, compat);
}

/* As much of it as fits, its end included. Return: bytes copied. */
static int get_string(const char *string, void __user *to, unsigned int size)
{
	if (!string)
		return -ENOENT;
	size = min_t(size_t, size, strlen(string) + 1);
	return copy_to_user(to, string, size) ? -EFAULT : size;
}

static int mask(struct ev_client *client, void __user *p, bool compat,
		int (*get_or_set)(struct ev_client *, const struct input_mask *, bool))
{
	struct input_mask mask;

	if (copy_from_user(&mask, p, sizeof(mask)))
		return -EFAULT;
	return get_or_set(client, &mask, compat);
}

/* The commands that say their size: these let the caller choose it. */
static int sized_request(struct ev_client *client, unsigned int cmd, void __user *p, bool compat)
{
	const struct input_dev *dev = ev_device(client->node);
	unsigned int size = _IOC_SIZE(cmd), nr = _IOC_NR(cmd);

	switch (cmd & ~(_IOC_SIZEMASK << _IOC_SIZESHIFT)) {
	case EVIOCGPROP(0):
		return ev_bits_to_user(p, size, dev->propbit, INPUT_PROP_CNT, compat);
	case EVIOCGMTSLOTS(0):
		return ev_state_slots(client, p, size);
	case EVIOCGKEY(0):
		return ev_state_bits(client, EV_KEY, p, size, compat);
	case EVIOCGLED(0):
		return ev_state_bits(client, EV_LED, p, size, compat);
	case EVIOCGSND(0):
		return ev_state_bits(client, EV_SND, p, size, compat);
	case EVIOCGSW(0):
		return ev_state_bits(client, EV_SW, p, size, compat);
	case EVIOCGNAME(0):
		return get_string(dev->name, p, size);
	case EVIOCGPHYS(0):
		return get_string(dev->phys, p, size);
	case EVIOCGUNIQ(0):
		return get_string(dev->uniq, p, size);
	case _IOC(_IOC_WRITE, 'E', _IOC_NR(EVIOCSFF), 0):
		return ev_effect_upload(client, p, size);
	}

	if (_IOC_TYPE(cmd) != 'E')
		return -EINVAL;
	if (_IOC_DIR(cmd) == _IOC_READ && (nr & ~EV_MAX) == _IOC_NR(EVIOCGBIT(0, 0)))
		return get_capabilities(dev, nr & EV_MAX, p, size, compat);
	if (_IOC_DIR(cmd) == _IOC_READ && (nr & ~ABS_MAX) == _IOC_NR(EVIOCGABS(0)))
		return ev_state_axis(client, nr & ABS_MAX, p, size);
	if (_IOC_DIR(cmd) == _IOC_WRITE && (nr & ~ABS_MAX) == _IOC_NR(EVIOCSABS(0)))
		return ev_axis_set(client, nr & ABS_MAX, p, size);
	return -EINVAL;
}

static int request(struct ev_client *client, unsigned int cmd, unsigned long arg,
		   void __user *p, bool compat)
{
	struct input_dev *dev = ev_device(client->node);

	switch (cmd) {
	case EVIOCGVERSION:
		return put_user(EV_VERSION, (int __user *)p);
	case EVIOCGID:
		return copy_to_user(p, &dev->id, sizeof(dev->id)) ? -EFAULT : 0;
	case EVIOCGREP:
		return ev_repeat_get(dev, p);
	case EVIOCSREP:
		return ev_repeat_set(client, p);
	case EVIOCRMFF:
		return ev_effect_erase(client, (int)arg);
	case EVIOCGEFFECTS:
		return ev_effect_count(dev, p);
	case EVIOCGRAB:
		return grab(client, arg);
	case EVIOCREVOKE:
		return revoke(client, arg);
	case EVIOCGMASK:
		return mask(client, p, compat, ev_mask_get);
	case EVIOCSMASK:
		return mask(client, p, compat, ev_mask_set);
	case EVIOCSCLOCKID:
		return set_clock(client, p);
	case EVIOCGKEYCODE:
		return ev_keycode_get_pair(dev, p);
	case EVIOCSKEYCODE:
		return ev_keycode_set_pair(client, p);
	case EVIOCGKEYCODE_V2:
		return ev_keycode_get(dev, p);
	case EVIOCSKEYCODE_V2:
		return ev_keycode_set(client, p);
	default:
		return sized_request(client, cmd, p, compat);
	}
}

static long request_with_life(struct file *file, unsigned int cmd, unsigned long arg,
			      void __user *p, bool compat)
{
	struct ev_client *client = file->private_data;
	struct ev_node *node = client->node;
	long ret;

	ret = down_read_interruptible(&node->life);
	if (ret)
		return ret;
	if (node->exist && !READ_ONCE(client->revoked))
		ret = request(client, cmd, arg, p, compat);
	else
		ret = -ENODEV;
	up_read(&node->life);
	return ret;
}

long ev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return request_with_life(file, cmd, arg, (void __user *)arg, false);
}

#ifdef CONFIG_COMPAT
long ev_compat_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return request_with_life(file, cmd, arg, compat_ptr(arg), true);
}
#endif
