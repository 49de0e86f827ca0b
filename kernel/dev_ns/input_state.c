// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a client may know of the device's state. At the front: what is so, less
 * what is held since before. In the background: nothing is pressed, touched, lit
 * or switched on, and the axes are where the client's namespace saw them last.
 */
#include <linux/bitmap.h>
#include <linux/input/mt.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "input.h"

static const unsigned long *present_bits(const struct input_dev *dev, unsigned int type,
					 unsigned int *count)
{
	switch (type) {
	case EV_KEY:
		*count = KEY_CNT;
		return dev->key;
	case EV_LED:
		*count = LED_CNT;
		return dev->led;
	case EV_SND:
		*count = SND_CNT;
		return dev->snd;
	default:
		*count = SW_CNT;
		return dev->sw;
	}
}

/*
 * EVIOCGKEY, EVIOCGLED, EVIOCGSND, EVIOCGSW. Events of that type that are still
 * queued are older than the answer, and are removed.
 */
int ev_state_bits(struct ev_client *client, unsigned int type, void __user *to,
		  unsigned int size, bool compat)
{
	struct ev_node *node = client->node;
	struct input_dev *dev = ev_device(node);
	DECLARE_BITMAP(bits, KEY_CNT) = {};
	const unsigned long *present;
	unsigned int count;
	int ret;

	present = present_bits(dev, type, &count);

	spin_lock_irq(&dev->event_lock);
	spin_lock(&client->lock);
	if (ev_client_is_front(client)) {
		bitmap_copy(bits, present, count);
		if (type == EV_KEY && node->sifting)
			bitmap_andnot(bits, bits, node->held_keys, KEY_CNT);
	}
	if (type == EV_KEY)
		bitmap_copy(client->down, bits, KEY_CNT);
	ev_ring_remove(client, type);
	spin_unlock(&client->lock);
	spin_unlock_irq(&dev->event_lock);

	if (dev_ns_fault(show_keys))
		bitmap_copy(bits, present, count);
	ret = ev_bits_to_user(to, size, bits, count, compat);
	if (ret < 0) {
		spin_lock_irq(&dev->event_lock);
		spin_lock(&client->lock);
		ev_ring_put_dropped(client);
		spin_unlock(&client->lock);
		spin_unlock_irq(&dev->event_lock);
	}
	return ret;
}

/* EVIOCGABS */
int ev_state_axis(struct ev_client *client, unsigned int code, void __user *to, unsigned int size)
{
	struct input_dev *dev = ev_device(client->node);
	struct input_absinfo axis;

	if (!dev->absinfo)
		return -EINVAL;

	spin_lock_irq(&dev->event_lock);
	axis = dev->absinfo[code];
	if (!ev_client_is_front(client))
		axis.value = client->seat->axes[code];
	spin_unlock_irq(&dev->event_lock);

	return copy_to_user(to, &axis, min_t(size_t, size, sizeof(axis))) ? -EFAULT : 0;
}

static s32 slot_value(const struct ev_client *client, int slot, unsigned int code)
{
	const struct ev_node *node = client->node;

	if (code == ABS_MT_TRACKING_ID && !(ev_client_is_front(client) &&
					    ev_slot_is_shown(node, slot)))
		return -1;
	if (!ev_client_is_front(client))
		return 0;
	return input_mt_get_value(&ev_device(node)->mt->slots[slot], code);
}

/* EVIOCGMTSLOTS: the code comes in, the values of as many slots as fit go out after it. */
int ev_state_slots(struct ev_client *client, void __user *to, unsigned int size)
{
	struct input_dev *dev = ev_device(client->node);
	u32 __user *out = to;
	s32 *values;
	u32 code;
	int slot, slots, ret;

	if (size < sizeof(code))
		return -EINVAL;
	if (get_user(code, out))
		return -EFAULT;
	if (!dev->mt || code > ABS_MAX || !input_is_mt_value(code))
		return -EINVAL;

	slots = min_t(unsigned int, dev->mt->num_slots, (size - sizeof(code)) / sizeof(s32));
	values = kvmalloc_array(slots + 1, sizeof(*values), GFP_KERNEL);
	if (!values)
		return -ENOMEM;

	spin_lock_irq(&dev->event_lock);
	for (slot = 0; slot < slots; slot++)
		values[slot] = slot_value(client, slot, code);
	spin_unlock_irq(&dev->event_lock);

	ret = copy_to_user(out + 1, values, slots * sizeof(*values)) ? -EFAULT : 0;
	kvfree(values);
	return ret;
}
