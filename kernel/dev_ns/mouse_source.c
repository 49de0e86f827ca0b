// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of a source, and when its device is open: as long as its own node has
 * clients, or mice has.
 */
#include <linux/idr.h>
#include <linux/slab.h>

#include "mouse.h"

static DEFINE_MUTEX(opening);
LIST_HEAD(ms_sources);
static unsigned int mice_clients;	/* under opening */

static DEFINE_IDA(numbers);

static void source_free(struct device *dev)
{
	struct ms_source *source = container_of(dev, struct ms_source, node.dev);

	input_put_device(source->handle.dev);
	kfree(source);
}

struct ms_source *ms_source_create(struct input_handler *handler, struct input_dev *dev)
{
	struct ms_source *source = kzalloc(sizeof(*source), GFP_KERNEL);
	int number, ret;

	if (!source)
		return ERR_PTR(-ENOMEM);
	number = ida_alloc_max(&numbers, MS_SOURCES_MAX - 1, GFP_KERNEL);
	if (number < 0) {
		kfree(source);
		return ERR_PTR(number);
	}

	INIT_LIST_HEAD(&source->entry);
	source->handle.dev = input_get_device(dev);
	source->handle.handler = handler;
	source->handle.private = source;
	source->node.source = source;
	ms_source_init(source);
	ret = ms_node_init(&source->node, MS_FIRST_MINOR + number, &dev->dev, source_free);
	if (ret) {
		ms_source_put(source);
		return ERR_PTR(ret);
	}
	source->handle.name = dev_name(&source->node.dev);
	source->device.driver = "mouse";
	source->device.name = ms_node_name(&source->node);
	source->device.number = source->node.dev.devt;
	return source;
}

/* Its number is free at once; itself it is freed with its last client. */
void ms_source_put(struct ms_source *source)
{
	ida_free(&numbers, MINOR(source->node.dev.devt) - MS_FIRST_MINOR);
	put_device(&source->node.dev);
}

/* Nobody has heard what happened while it was not open: what is down then stays unseen. */
static int open_device(struct ms_source *source)
{
	int ret = 0;

	if (!source->opens)
		ret = input_open_device(&source->handle);
	if (ret)
		return ret;
	if (!source->opens++)
		ms_resync(source);
	return 0;
}

static void close_device(struct ms_source *source)
{
	if (--source->opens)
		return;
	input_close_device(&source->handle);
	spin_lock_irq(&ms_lock);
	source->down = 0;
	spin_unlock_irq(&ms_lock);
}

static void join_mice(struct ms_source *source)
{
	source->in_mice = !open_device(source);
}

static void leave_mice(struct ms_source *source)
{
	if (source->in_mice)
		close_device(source);
	source->in_mice = false;
}

/* It is part of mice. */
void ms_source_arrive(struct ms_source *source)
{
	mutex_lock(&opening);
	spin_lock_irq(&ms_lock);
	list_add_tail(&source->entry, &ms_sources);
	spin_unlock_irq(&ms_lock);
	if (mice_clients)
		join_mice(source);
	mutex_unlock(&opening);
}

/* Nobody has its device open any more; what it held down is released for who had it in mice. */
void ms_source_leave(struct ms_source *source)
{
	mutex_lock(&opening);
	leave_mice(source);
	if (source->opens)
		input_close_device(&source->handle);
	source->opens = 0;
	spin_lock_irq(&ms_lock);
	list_del_init(&source->entry);
	ms_refresh(ms_mice);
	spin_unlock_irq(&ms_lock);
	mutex_unlock(&opening);
}

static int open_all(struct ms_node *node)
{
	struct ms_source *source;

	if (!node->exist)
		return -ENODEV;
	if (node->source)
		return open_device(node->source);
	if (!mice_clients++)
		list_for_each_entry(source, &ms_sources, entry)
			join_mice(source);
	return 0;
}

static void close_all(struct ms_node *node)
{
	struct ms_source *source;

	/* Once a source has gone, ms_source_leave() has closed it. */
	if (node->source && node->exist)
		close_device(node->source);
	if (!node->source && !--mice_clients)
		list_for_each_entry(source, &ms_sources, entry)
			leave_mice(source);
}

/* The client joins its node, whose devices are open from then on. */
int ms_open_devices(struct ms_node *node, struct ms_client *client)
{
	int ret = mutex_lock_interruptible(&opening);

	if (ret)
		return ret;
	ret = open_all(node);
	if (!ret) {
		spin_lock_irq(&ms_lock);
		ms_client_join(client);
		spin_unlock_irq(&ms_lock);
	}
	mutex_unlock(&opening);
	return ret;
}

void ms_close_devices(struct ms_node *node, struct ms_client *client)
{
	mutex_lock(&opening);
	spin_lock_irq(&ms_lock);
	ms_client_leave(client);
	spin_unlock_irq(&ms_lock);
	close_all(node);
	mutex_unlock(&opening);
}
