// SPDX-License-Identifier: GPL-2.0-only
/* The input driver's faults, in a build with FAULTS=1 only: see FAULTS.md. */
#include <linux/bitmap.h>
#include <linux/minmax.h>

#include "input.h"

DEV_NS_FAULT(leak, "Give the background's clients what is withheld from them");
DEV_NS_FAULT(lose_grab, "Forget a grab when its namespace becomes active");
DEV_NS_FAULT(grab_through, "Let a grab that is taken in the background take the device");
DEV_NS_FAULT(keep_keys, "Tell nobody that his keys and contacts are released at a switch");
DEV_NS_FAULT(show_keys, "Tell the background that asks which keys are down");

/* Puts a packet into a client's buffer behind its counts. With event_lock held. */
void ev_fault_slip(struct ev_client *client, const struct input_value *vals, unsigned int count,
		   const ktime_t *on)
{
	u64 delivered = client->delivered, dropped = client->dropped;
	DECLARE_BITMAP(down, KEY_CNT);
	struct ev_packet packet;
	unsigned int i;

	bitmap_copy(down, client->down, KEY_CNT);
	ev_packet_begin(&packet, client, on);
	for (i = 0; i < count; i++)
		ev_packet_put(&packet, vals[i].type, vals[i].code, vals[i].value);
	client->delivered = delivered;
	client->dropped = dropped;
	bitmap_copy(client->down, down, KEY_CNT);
	/* Tells nothing, since nothing seems to have been put. */
	ev_packet_end(&packet, false);
}

/* Takes what the packet has put so far out of the buffer, but not off the counts. */
void ev_fault_swallow(struct ev_packet *packet)
{
	struct ev_client *client = packet->client;
	unsigned int put = min_t(u64, client->delivered - packet->delivered,
				 client->head - client->tail);

	client->head -= put;
	if (packet->whole)
		WRITE_ONCE(client->packet, client->head);
}

static void set_usurper(struct ev_node *node, struct ev_client *client)
{
	struct input_dev *dev = ev_device(node);

	spin_lock_irq(&dev->event_lock);
	node->usurper = client;
	spin_unlock_irq(&dev->event_lock);
}

/* The client gets what the front is said to get, and the device is taken from other handlers. */
void ev_fault_usurp(struct ev_client *client)
{
	set_usurper(client->node, client);
	input_grab_device(&client->node->handle);
}

/* Undoes it, whether the fault is still on or not. */
void ev_fault_yield(struct ev_client *client)
{
	struct ev_node *node = client->node;

	if (node->usurper != client)
		return;
	set_usurper(node, NULL);
	if (!node->front || !node->front->grab_real)
		input_release_device(&node->handle);
}
