// SPDX-License-Identifier: GPL-2.0-only
/*
 * Bringing clients up to date when the front changes, by packets of our own. The
 * time in them is that of the change. All with event_lock held.
 */
#include <linux/bitmap.h>
#include <linux/input/mt.h>
#include <linux/minmax.h>

#include "input.h"

static void end_contacts(struct ev_packet *packet, const struct ev_node *node)
{
	const struct input_dev *dev = ev_device(node);
	const struct input_mt *mt = dev->mt;
	int slot;

	if (!mt) {
		/* Protocol A: a report without any contact ends them all. */
		if (test_bit(ABS_MT_POSITION_X, dev->absbit))
			ev_packet_put(packet, EV_SYN, SYN_MT_REPORT, 0);
		return;
	}
	for (slot = 0; slot < mt->num_slots; slot++) {
		if (!input_mt_is_active(&mt->slots[slot]) || !ev_slot_is_shown(node, slot))
			continue;
		ev_packet_put(packet, EV_ABS, ABS_MT_SLOT, slot);
		ev_packet_put(packet, EV_ABS, ABS_MT_TRACKING_ID, -1);
	}
}

static void release_client(struct ev_client *client, const ktime_t *on)
{
	struct ev_packet packet;
	unsigned int code;

	ev_packet_begin(&packet, client, on);
	for_each_set_bit(code, client->down, KEY_CNT)
		ev_packet_put(&packet, EV_KEY, code, 0);
	bitmap_zero(client->down, KEY_CNT);
	if (ev_client_receives(client))
		end_contacts(&packet, client->node);
	ev_packet_put(&packet, EV_SYN, SYN_REPORT, 0);
	if (dev_ns_fault(keep_keys))
		ev_fault_swallow(&packet);
	ev_packet_end(&packet, true);
}

/* Remembers what the clients of the front know about what can't be released. */
static void save(const struct ev_node *node, struct ev_seat *seat)
{
	const struct input_dev *dev = ev_device(node);
	unsigned int code;
	int slot;

	bitmap_copy(seat->switches, dev->sw, SW_CNT);
	bitmap_copy(seat->leds, dev->led, LED_CNT);
	for_each_set_bit(code, dev->absbit, ABS_CNT)
		seat->axes[code] = dev->absinfo[code].value;

	/* end_contacts() left them at the last slot that it ended. */
	for (slot = 0; dev->mt && slot < dev->mt->num_slots; slot++)
		if (input_mt_is_active(&dev->mt->slots[slot]) && ev_slot_is_shown(node, slot))
			seat->axes[ABS_MT_SLOT] = slot;
}

/* @seat is about to lose the front. */
void ev_resync_release(struct ev_node *node, struct ev_seat *seat)
{
	struct ev_time now = ev_time_now();
	struct ev_client *client;

	list_for_each_entry(client, &node->clients, entry)
		if (client->seat == seat && !client->revoked)
			release_client(client, now.on);
	save(node, seat);
}

/*
 * A client in the background that asks for switches or LEDs is told that all are
 * off, another one believes what it saw last: tell what is on in either.
 */
static void tell_bits(struct ev_packet *packet, unsigned int type, const unsigned long *present,
		      const unsigned long *shown, unsigned int count)
{
	unsigned int code;

	for (code = 0; code < count; code++)
		if (test_bit(code, present) || test_bit(code, shown))
			ev_packet_put(packet, type, code, test_bit(code, present));
}

static void tell_client(struct ev_client *client, const ktime_t *on)
{
	const struct input_dev *dev = ev_device(client->node);
	const struct ev_seat *seat = client->seat;
	struct ev_packet packet;
	unsigned int code;

	ev_packet_begin(&packet, client, on);
	for_each_set_bit(code, dev->absbit, ABS_CNT) {
		int value = dev->absinfo[code].value;

		if (!input_is_mt_value(code) && value != seat->axes[code])
			ev_packet_put(&packet, EV_ABS, code, value);
	}
	tell_bits(&packet, EV_SW, dev->sw, seat->switches, SW_CNT);
	tell_bits(&packet, EV_LED, dev->led, seat->leds, LED_CNT);
	ev_packet_put(&packet, EV_SYN, SYN_REPORT, 0);
	ev_packet_end(&packet, true);
}

/* @seat has become the front. */
void ev_resync_tell(struct ev_node *node, struct ev_seat *seat)
{
	struct ev_time now = ev_time_now();
	struct ev_client *client;

	list_for_each_entry(client, &node->clients, entry)
		if (client->seat == seat && ev_client_receives(client))
			tell_client(client, now.on);
}

/* A new seat was shown nothing yet: its axes are as near to 0 as they can be. */
void ev_resync_init(struct ev_node *node, struct ev_seat *seat)
{
	const struct input_dev *dev = ev_device(node);
	unsigned int code;

	for_each_set_bit(code, dev->absbit, ABS_CNT) {
		const struct input_absinfo *axis = &dev->absinfo[code];

		seat->axes[code] = axis->minimum > 0 ? axis->minimum :
				   axis->maximum < 0 ? axis->maximum : 0;
	}
}
