// SPDX-License-Identifier: GPL-2.0-only
/* The life of a client: an open file of one node, in one namespace's seat. */
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/slab.h>

#include "input.h"
#include "trace.h"

struct ev_client *ev_client_create(struct ev_node *node, struct file *file)
{
	unsigned int size = ev_ring_size(ev_device(node));
	struct ev_client *client;

	client = kvzalloc(struct_size(client, events, size), GFP_KERNEL);
	if (!client)
		return NULL;
	client->node = node;
	client->file = file;
	client->size = size;
	client->who = dev_ns_who_current();
	spin_lock_init(&client->lock);
	init_waitqueue_head(&client->wait);
	return client;
}

void ev_client_free(struct ev_client *client)
{
	ev_mask_free(client);
	kvfree(client);
}

static void trace_open(const struct ev_client *client, u32 existing)
{
	trace_client_open(client->id, client->node->dev.devt, dev_ns_inum(client->seat->ns),
			  &client->who, client->file->f_flags, existing);
}

/* From here on it gets events and takes part in switches. Return: 0 or -ENOMEM. */
int ev_client_join(struct ev_client *client, struct dev_ns *ns)
{
	struct ev_node *node = client->node;
	struct input_dev *dev = ev_device(node);

	mutex_lock(&node->turn);
	client->seat = ev_seat_enter(node, ns);
	if (!client->seat) {
		mutex_unlock(&node->turn);
		return -ENOMEM;
	}
	client->id = dev_ns_next_client();
	trace_open(client, 0);
	spin_lock_irq(&dev->event_lock);
	list_add_tail(&client->entry, &node->clients);
	spin_unlock_irq(&dev->event_lock);
	mutex_unlock(&node->turn);
	return 0;
}

/* Undoes ev_client_join(). */
void ev_client_leave(struct ev_client *client)
{
	struct ev_node *node = client->node;
	struct input_dev *dev = ev_device(node);

	mutex_lock(&node->turn);
	if (client->seat->grab == client)
		ev_grab_release(client);
	spin_lock_irq(&dev->event_lock);
	list_del(&client->entry);
	spin_unlock_irq(&dev->event_lock);
	trace_client_close(client->id, node->dev.devt, dev_ns_inum(client->seat->ns),
			   client->delivered, client->withheld, client->dropped, client->total);
	ev_seat_leave(client->seat);
	mutex_unlock(&node->turn);
}

/* EVIOCREVOKE: all that is left to do with the file is closing it. */
void ev_client_revoke(struct ev_client *client)
{
	struct ev_node *node = client->node;
	struct input_dev *dev = ev_device(node);

	mutex_lock(&node->turn);
	spin_lock_irq(&dev->event_lock);
	client->revoked = true;
	spin_unlock_irq(&dev->event_lock);
	ev_grab_trace(client, DEV_NS_GRAB_REVOKE, ev_grab_drop(client), 0);
	mutex_unlock(&node->turn);

	ev_client_wake(client, POLL_HUP, EPOLLHUP | EPOLLERR);
}

/* @band and @key say why: to SIGIO and to poll(). */
void ev_client_wake(struct ev_client *client, int band, __poll_t key)
{
	kill_fasync(&client->fasync, SIGIO, band);
	wake_up_interruptible_poll(&client->wait, key);
}

/* With event_lock held, which keeps the counts from changing. */
void ev_client_trace_events(const struct ev_client *client, unsigned int now, bool synthetic)
{
	if (trace_client_events_enabled())
		trace_client_events(client->id, client->node->dev.devt,
				    dev_ns_inum(client->seat->ns),
				    dev_ns_is_active(client->seat->ns),
				    dev_ns_device_is_for(&client->node->device, client->seat->ns),
				    now, client->delivered, client->withheld, client->dropped,
				    synthetic);
}

/* For a state dump. With turn held. */
void ev_client_tell(const struct ev_client *client)
{
	const struct ev_seat *seat = client->seat;
	struct input_dev *dev = ev_device(client->node);
	u32 number = client->node->dev.devt, ns = dev_ns_inum(seat->ns);

	trace_open(client, 1);
	spin_lock_irq(&dev->event_lock);
	trace_client_state(client->id, number, ns, client->delivered, client->withheld,
			   client->dropped, READ_ONCE(client->total));
	spin_unlock_irq(&dev->event_lock);
	if (seat->grab == client)
		trace_grab(client->id, number, ns, DEV_NS_GRAB_TAKE, seat->grab_real, 0, 1);
}
