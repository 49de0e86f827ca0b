// SPDX-License-Identifier: GPL-2.0-only
/* The nodes: /dev/devns/mice, which is always there, and a mouseN for each source. */
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>

#include "mouse.h"
#include "trace.h"

/* In a device's name ! stands for a /: /dev/devns/mice. */
#define FOLDER "devns!"

struct ms_node *ms_mice;

static dev_t first_number;

static struct class class = {
	.name = "devns_mouse",
};

/* Whatever becomes of it, put_device() is due from then on: @release frees what the node is in. */
int ms_node_init(struct ms_node *node, unsigned int minor, struct device *parent,
		 void (*release)(struct device *dev))
{
	INIT_LIST_HEAD(&node->clients);
	device_initialize(&node->dev);
	node->dev.devt = MKDEV(MAJOR(first_number), minor);
	node->dev.class = &class;
	node->dev.parent = parent;
	node->dev.release = release;
	cdev_init(&node->cdev, &ms_fops);
	node->cdev.owner = THIS_MODULE;
	if (minor == MS_MICE_MINOR)
		return dev_set_name(&node->dev, FOLDER "mice");
	return dev_set_name(&node->dev, FOLDER "mouse%u", minor - MS_FIRST_MINOR);
}

/* As it is in its folder. */
const char *ms_node_name(const struct ms_node *node)
{
	return dev_name(&node->dev) + sizeof(FOLDER) - 1;
}

void ms_node_tell(const struct ms_node *node, bool existing)
{
	const struct ms_source *source = node->source;

	trace_device_add(node->dev.devt, source ? source->handle.dev->name ?: "" : "all mice",
			 existing);
}

/* From here on it can be opened. */
int ms_node_add(struct ms_node *node)
{
	spin_lock_irq(&ms_lock);
	node->exist = true;
	ms_node_tell(node, false);
	spin_unlock_irq(&ms_lock);
	return cdev_device_add(&node->cdev, &node->dev);
}

/* Its clients find that it does not exist. Undoes ms_node_add(), also where that failed. */
void ms_node_remove(struct ms_node *node)
{
	struct ms_client *client;

	spin_lock_irq(&ms_lock);
	WRITE_ONCE(node->exist, false);
	trace_device_remove(node->dev.devt);
	list_for_each_entry(client, &node->clients, entry)
		ms_client_wake(client, POLL_HUP, EPOLLHUP | EPOLLERR);
	spin_unlock_irq(&ms_lock);
}

static void mice_free(struct device *dev)
{
	kfree(container_of(dev, struct ms_node, dev));
}

int ms_nodes_init(void)
{
	int ret = alloc_chrdev_region(&first_number, MS_FIRST_MINOR,
				      MS_MICE_MINOR + 1 - MS_FIRST_MINOR, "devns_mouse");

	if (ret)
		return ret;
	ret = class_register(&class);
	if (ret)
		goto err_region;
	ms_mice = kzalloc(sizeof(*ms_mice), GFP_KERNEL);
	if (!ms_mice) {
		ret = -ENOMEM;
		goto err_class;
	}
	ret = ms_node_init(ms_mice, MS_MICE_MINOR, NULL, mice_free);
	if (ret)
		goto err_mice;
	ret = ms_node_add(ms_mice);
	if (ret)
		goto err_node;
	return 0;

err_node:
	ms_node_remove(ms_mice);
err_mice:
	put_device(&ms_mice->dev);
err_class:
	class_unregister(&class);
err_region:
	unregister_chrdev_region(first_number, MS_MICE_MINOR + 1 - MS_FIRST_MINOR);
	return ret;
}

void ms_nodes_exit(void)
{
	cdev_device_del(&ms_mice->cdev, &ms_mice->dev);
	ms_node_remove(ms_mice);
	put_device(&ms_mice->dev);
	class_unregister(&class);
	unregister_chrdev_region(first_number, MS_MICE_MINOR + 1 - MS_FIRST_MINOR);
}
