// SPDX-License-Identifier: GPL-2.0-only
/*
 * Force-feedback effects. Uploading and erasing can wait for user space, so a
 * switch does not wait for them; neither is felt before an effect is played, which
 * is a write().
 */
#include <linux/uaccess.h>

#include "input.h"

static bool is_front_now(struct ev_client *client)
{
	const struct ev_node *node = client->node;

	return READ_ONCE(node->front) == client->seat || READ_ONCE(node->shared);
}

/* A new effect is uploaded in the background, too: the client needs its id. */
int ev_effect_upload(struct ev_client *client, void __user *p, unsigned int size)
{
	struct input_dev *dev = ev_device(client->node);
	struct ff_effect effect;
	int ret;

	ret = ev_effect_from_user(p, size, &effect);
	if (ret)
		return ret;
	if (!test_bit(EV_FF, dev->evbit))
		return -ENOSYS;
	if (effect.id != -1 && !is_front_now(client))
		return 0;
	ret = input_ff_upload(dev, &effect, client->file);
	/* The id lies at the same place in the 32-bit layout. */
	return ret ?: put_user(effect.id, &((struct ff_effect __user *)p)->id);
}

int ev_effect_erase(struct ev_client *client, int id)
{
	struct input_dev *dev = ev_device(client->node);

	if (!test_bit(EV_FF, dev->evbit))
		return -ENOSYS;
	return is_front_now(client) ? input_ff_erase(dev, id, client->file) : 0;
}

int ev_effect_count(const struct input_dev *dev, int __user *to)
{
	return put_user(test_bit(EV_FF, dev->evbit) && dev->ff ? dev->ff->max_effects : 0, to);
}
