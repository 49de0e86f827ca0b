// SPDX-License-Identifier: GPL-2.0-only
/*
 * Event masks: which types and codes a client wants to get at all. The mask of
 * EV_SYN is the one for types; SYN events themselves always pass.
 */
#include <linux/bitmap.h>
#include <linux/minmax.h>
#include <linux/uaccess.h>

#include "input.h"

/* How many codes a type's mask has; 0: the type can't be masked by code. */
static unsigned int mask_codes(unsigned int type)
{
	static const unsigned short codes[EV_CNT] = {
		[EV_SYN] = EV_CNT,
		[EV_KEY] = KEY_CNT,
		[EV_REL] = REL_CNT,
		[EV_ABS] = ABS_CNT,
		[EV_MSC] = MSC_CNT,
		[EV_SW] = SW_CNT,
		[EV_LED] = LED_CNT,
		[EV_SND] = SND_CNT,
		[EV_FF] = FF_CNT,
	};

	return type < EV_CNT ? codes[type] : 0;
}

bool ev_mask_passes(const struct ev_client *client, unsigned int type, unsigned int code)
{
	const unsigned long *types = client->masks[EV_SYN], *codes;

	if (type == EV_SYN || type >= EV_CNT)
		return true;
	if (types && !test_bit(type, types))
		return false;
	codes = client->masks[type];
	return !codes || code >= mask_codes(type) || test_bit(code, codes);
}

int ev_mask_set(struct ev_client *client, const struct input_mask *mask, bool compat)
{
	struct input_dev *dev = ev_device(client->node);
	unsigned int count = mask_codes(mask->type);
	unsigned long *bits;
	int ret;

	/* A type from the future: accepted, as the ABI says, and never sent. */
	if (!count)
		return 0;

	bits = bitmap_zalloc(count, GFP_KERNEL);
	if (!bits)
		return -ENOMEM;

	ret = ev_bits_from_user(u64_to_user_ptr(mask->codes_ptr), mask->codes_size, bits, count,
				compat);
	if (ret < 0) {
		bitmap_free(bits);
		return ret;
	}

	spin_lock_irq(&dev->event_lock);
	spin_lock(&client->lock);
	swap(client->masks[mask->type], bits);
	spin_unlock(&client->lock);
	spin_unlock_irq(&dev->event_lock);

	bitmap_free(bits);
	return 0;
}

int ev_mask_get(struct ev_client *client, const struct input_mask *mask, bool compat)
{
	struct input_dev *dev = ev_device(client->node);
	unsigned int count = mask_codes(mask->type);
	void __user *to = u64_to_user_ptr(mask->codes_ptr);
	DECLARE_BITMAP(bits, KEY_CNT);
	int known = 0;

	if (count) {
		const unsigned long *codes;

		bitmap_zero(bits, KEY_CNT);
		spin_lock_irq(&dev->event_lock);
		codes = client->masks[mask->type];
		if (codes)
			bitmap_copy(bits, codes, count);
		else
			bitmap_fill(bits, count);
		spin_unlock_irq(&dev->event_lock);

		known = ev_bits_to_user(to, mask->codes_size, bits, count, compat);
		if (known < 0)
			return known;
	}
	return clear_user(to + known, mask->codes_size - known) ? -EFAULT : 0;
}

void ev_mask_free(struct ev_client *client)
{
	unsigned int type;

	for (type = 0; type < EV_CNT; type++)
		bitmap_free(client->masks[type]);
}
