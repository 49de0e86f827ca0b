// SPDX-License-Identifier: GPL-2.0-only
/* The life of a node: from an input device's coming to its last client's leaving. */
#include <linux/major.h>
#include <linux/poll.h>
#include <linux/slab.h>

#include "input.h"
#include "trace.h"

static void node_free(struct device *device)
{
	struct ev_node *node = container_of(device, struct ev_node, dev);

	ev_sift_free(node);
	input_put_device(ev_device(node));
	kfree(node);
}

struct ev_node *ev_node_create(struct input_handler *handler, struct input_dev *dev, int minor)
{
	struct ev_node *node = kzalloc(sizeof(*node), GFP_KERNEL);
	int number = minor;

	if (!node)
		return NULL;
	if (minor < EV_FIRST_MINOR + EV_MINORS)
		number -= EV_FIRST_MINOR;

	init_rwsem(&node->life);
	mutex_init(&node->opening);
	mutex_init(&node->turn);
	INIT_LIST_HEAD(&node->entry);
	INIT_LIST_HEAD(&node->seats);
	INIT_LIST_HEAD(&node->clients);
	INIT_WORK(&node->settle, ev_grab_settle);
	node->exist = true;

	device_initialize(&node->dev);
	node->dev.devt = MKDEV(INPUT_MAJOR, minor);
	node->dev.class = &input_class;
	node->dev.parent = &dev->dev;
	node->dev.release = node_free;

	node->handle.dev = input_get_device(dev);
	node->handle.handler = handler;
	node->handle.private = node;

	if (dev_set_name(&node->dev, "event%d", number) || ev_sift_init(node)) {
		put_device(&node->dev);
		return NULL;
	}
	node->handle.name = dev_name(&node->dev);
	node->device.driver = "input";
	node->device.name = dev_name(&node->dev);
	node->device.number = node->dev.devt;
	cdev_init(&node->cdev, &ev_fops);
	return node;
}

/* Waits until nobody calls into the input device, and lets nobody begin to. */
void ev_node_die(struct ev_node *node)
{
	down_write(&node->life);
	WRITE_ONCE(node->exist, false);
	up_write(&node->life);
}

/* The device is gone: so are the grabs, and the clients are told. */
void ev_node_hang_up(struct ev_node *node)
{
	struct input_dev *dev = ev_device(node);
	struct ev_client *client;
	struct ev_seat *seat;

	mutex_lock(&node->turn);
	list_for_each_entry(seat, &node->seats, entry)
		if (seat->grab)
			ev_grab_release(seat->grab);

	spin_lock_irq(&dev->event_lock);
	list_for_each_entry(client, &node->clients, entry)
		ev_client_wake(client, POLL_HUP, EPOLLHUP | EPOLLERR);
	spin_unlock_irq(&dev->event_lock);
	mutex_unlock(&node->turn);
}

/* For tracepoints: it is there. */
void ev_node_tell(struct ev_node *node, bool existing)
{
	trace_device_add(node->dev.devt, ev_device(node)->name ?: "", existing);
}
