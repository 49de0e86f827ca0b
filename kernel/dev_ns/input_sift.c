// SPDX-License-Identifier: GPL-2.0-only
/*
 * What was held when the front changed stays unseen by the new front, until it
 * is let go: keys, and contacts in MT slots. And since the input core sends an
 * axis only when it changes, a slot's first contact is told with all axes: the
 * new front has not seen what the slot's other contacts were.
 *
 * Only a node whose front changed while something was held, or which has slots,
 * is sifted.
 */
#include <linux/bitmap.h>
#include <linux/input/mt.h>
#include <linux/minmax.h>
#include <linux/slab.h>

#include "input.h"

#define SLOT_AXES (ABS_MT_LAST - ABS_MT_FIRST + 1)
#define PACKET_MIN 16

int ev_sift_init(struct ev_node *node)
{
	const struct input_dev *dev = ev_device(node);
	unsigned int slots = dev->mt ? dev->mt->num_slots : 0;

	/* A packet is at most as long as the core's own buffer. */
	node->sifted_size = max_t(unsigned int, dev->max_vals, PACKET_MIN) + slots * SLOT_AXES;
	node->sifted = kvmalloc_array(node->sifted_size, sizeof(*node->sifted), GFP_KERNEL);
	if (!node->sifted)
		return -ENOMEM;
	if (!slots)
		return 0;

	node->held_slots = bitmap_zalloc(slots, GFP_KERNEL);
	node->untold_slots = bitmap_zalloc(slots, GFP_KERNEL);
	if (!node->held_slots || !node->untold_slots)
		return -ENOMEM;
	return 0;
}

/* Undoes even a failed ev_sift_init(). */
void ev_sift_free(struct ev_node *node)
{
	bitmap_free(node->untold_slots);
	bitmap_free(node->held_slots);
	kvfree(node->sifted);
}

/* The front changes: what is held now is held from before. */
void ev_sift_begin(struct ev_node *node)
{
	const struct input_dev *dev = ev_device(node);
	const struct input_mt *mt = node->held_slots ? dev->mt : NULL;
	int slot;

	bitmap_copy(node->held_keys, dev->key, KEY_CNT);
	node->sifting = mt || !bitmap_empty(node->held_keys, KEY_CNT);
	if (!mt)
		return;

	node->slot = dev->absinfo[ABS_MT_SLOT].value;
	bitmap_fill(node->untold_slots, mt->num_slots);
	for (slot = 0; slot < mt->num_slots; slot++)
		__assign_bit(slot, node->held_slots, input_mt_is_active(&mt->slots[slot]));
}

bool ev_slot_is_shown(const struct ev_node *node, int slot)
{
	return !node->sifting || !test_bit(slot, node->held_slots);
}

static bool show_key(struct ev_node *node, const struct input_value *key)
{
	if (key->code >= KEY_CNT || !test_bit(key->code, node->held_keys))
		return true;
	if (key->value == 2)
		return false;

	/* Let go, or pressed anew by a packet that was in the making at the change. */
	__clear_bit(key->code, node->held_keys);
	if (!node->held_slots)
		node->sifting = !bitmap_empty(node->held_keys, KEY_CNT);
	return key->value;
}

/* The slot that the events are about, or -1. */
static int current_slot(const struct ev_node *node)
{
	return node->held_slots && node->slot >= 0 && node->slot < ev_device(node)->mt->num_slots ?
		node->slot : -1;
}

static bool show_axis(struct ev_node *node, const struct input_value *axis)
{
	int slot;

	if (axis->code == ABS_MT_SLOT)
		node->slot = axis->value;
	if (!input_is_mt_value(axis->code))
		return true;
	slot = current_slot(node);
	if (slot < 0 || !test_bit(slot, node->held_slots))
		return true;
	if (axis->code != ABS_MT_TRACKING_ID)
		return false;

	__clear_bit(slot, node->held_slots);
	return axis->value >= 0;
}

static bool show(struct ev_node *node, const struct input_value *value)
{
	switch (value->type) {
	case EV_KEY:
		return show_key(node, value);
	case EV_ABS:
		return show_axis(node, value);
	default:
		return true;
	}
}

/* Appends the axes of a contact's slot if the front does not know them. */
static unsigned int tell_slot(struct ev_node *node, const struct input_value *value,
			      unsigned int count)
{
	const struct input_dev *dev = ev_device(node);
	int slot = current_slot(node);
	unsigned int code;

	if (value->type != EV_ABS || value->code != ABS_MT_TRACKING_ID || value->value < 0 ||
	    slot < 0 || !__test_and_clear_bit(slot, node->untold_slots))
		return count;

	for (code = ABS_MT_FIRST; code <= ABS_MT_LAST; code++) {
		if (code == ABS_MT_TRACKING_ID || !test_bit(code, dev->absbit))
			continue;
		node->sifted[count++] = (struct input_value) {
			EV_ABS, code, input_mt_get_value(&dev->mt->slots[slot], code),
		};
	}
	return count;
}

/*
 * Leaves in node->sifted what may be seen of a packet, and adds to @withheld
 * what may not. Return: how many are left; none if only the report would be.
 */
unsigned int ev_sift(struct ev_node *node, const struct input_value *vals, unsigned int count,
		     unsigned int *withheld)
{
	unsigned int i, left = 0, reported = 0;

	for (i = 0; i < count; i++) {
		const struct input_value *value = &vals[i];

		if (!show(node, value)) {
			++*withheld;
			continue;
		}
		if (value->type != EV_SYN || value->code != SYN_REPORT)
			reported++;
		node->sifted[left++] = *value;
		left = tell_slot(node, value, left);
	}
	if (reported || !*withheld)
		return left;
	*withheld += left;
	return 0;
}
