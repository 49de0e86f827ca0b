// SPDX-License-Identifier: GPL-2.0-only
/*
 * dev_ns_input: the event nodes /dev/input/eventN, for one namespace at a time.
 * What that means, and the locks, are in input.h. This file: which nodes there
 * are, and the two frameworks that call us, the input core and device namespaces.
 *
 * Stock evdev must not be loaded beside us (it would hand every namespace's
 * input to whoever opens its nodes): `modprobe -r evdev` first, and keep it away
 * with `install evdev /bin/false` in /etc/modprobe.d, since `blacklist` alone
 * does not stop a modprobe by name.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/major.h>
#include <linux/module.h>
#include <linux/string.h>

#include "input.h"
#include "trace.h"

#define EVDEV_IN_THE_WAY \
	"evdev has the event nodes; unload it first: modprobe -r evdev\n"

static DEFINE_MUTEX(nodes_lock);
static LIST_HEAD(nodes);
/* Who has the front of every node, NULL while a switch is between two. */
static const struct dev_ns *active_ns;
/* Whether a switch has set active_ns since we registered. */
static bool active_told;

/* From here on it takes part in switches. */
static void node_list(struct ev_node *node)
{
	mutex_lock(&nodes_lock);
	node->active = active_ns;
	list_add_tail(&node->entry, &nodes);
	ev_node_tell(node, false);
	mutex_unlock(&nodes_lock);
}

static void node_unlist(struct ev_node *node)
{
	mutex_lock(&nodes_lock);
	list_del_init(&node->entry);
	trace_device_remove(node->dev.devt);
	mutex_unlock(&nodes_lock);
}

static bool has_stock_node(const struct input_dev *dev)
{
	const struct input_handle *handle;

	list_for_each_entry(handle, &dev->h_list, d_node)
		if (!strcmp(handle->handler->name, "evdev"))
			return true;
	return false;
}

/* With dev_ns_mutex held: active_ns is somebody. */
static int ev_change(struct dev_ns_device *device, enum dev_ns_mode mode, struct dev_ns *owner)
{
	struct ev_node *node = container_of(device, struct ev_node, device);

	mutex_lock(&nodes_lock);
	ev_node_deactivate(node);
	/* Nobody gets events here, so that each is given out by the old mode or by the new one. */
	dev_ns_device_set(device, mode, owner);
	ev_node_activate(node, mode == DEV_NS_FOLLOW ? active_ns : owner);
	ev_grab_settled(node);
	mutex_unlock(&nodes_lock);
	return 0;
}

static int ev_connect(struct input_handler *handler, struct input_dev *dev,
		      const struct input_device_id *id)
{
	struct ev_node *node;
	int minor, ret;

	if (has_stock_node(dev)) {
		pr_err_once(EVDEV_IN_THE_WAY);
		return -EBUSY;
	}

	minor = input_get_new_minor(EV_FIRST_MINOR, EV_MINORS, true);
	if (minor < 0) {
		pr_err("no minor number left for %s: %d\n", dev_name(&dev->dev), minor);
		return minor;
	}
	node = ev_node_create(handler, dev, minor);
	if (!node) {
		ret = -ENOMEM;
		goto free_minor;
	}
	ret = input_register_handle(&node->handle);
	if (ret)
		goto put_node;

	node_list(node);
	node->device.change = ev_change;
	ret = dev_ns_register_device(&node->device);
	if (ret)
		goto unlist;
	ret = cdev_device_add(&node->cdev, &node->dev);
	if (ret)
		goto unregister;
	return 0;

unregister:
	ev_node_die(node);
	dev_ns_unregister_device(&node->device);
unlist:
	node_unlist(node);
	input_unregister_handle(&node->handle);
put_node:
	put_device(&node->dev);
free_minor:
	input_free_minor(minor);
	return ret;
}

static void ev_disconnect(struct input_handle *handle)
{
	struct ev_node *node = handle->private;

	cdev_device_del(&node->cdev, &node->dev);
	ev_node_die(node);
	ev_node_hang_up(node);
	dev_ns_unregister_device(&node->device);
	node_unlist(node);
	/* Clients that are still open find that it does not exist, and leave it alone. */
	if (node->opens) {
		input_flush_device(handle, NULL);
		input_close_device(handle);
	}
	input_free_minor(MINOR(node->dev.devt));
	input_unregister_handle(handle);
	put_device(&node->dev);
}

/* All devices have synchronisation events. */
static const struct input_device_id all_devices[] = {
	{
		.flags = INPUT_DEVICE_ID_MATCH_EVBIT,
		.evbit = { BIT_MASK(EV_SYN) },
	},
	{ },
};

static struct input_handler handler = {
	.events = ev_events,
	.connect = ev_connect,
	.disconnect = ev_disconnect,
	.legacy_minors = true,
	.minor = EV_FIRST_MINOR,
	.name = "dev_ns_input",
	.id_table = all_devices,
};

static int ev_deactivate(struct dev_ns *ns, struct dev_ns_state *state)
{
	struct ev_node *node;

	mutex_lock(&nodes_lock);
	active_ns = NULL;
	active_told = true;
	list_for_each_entry(node, &nodes, entry)
		if (node->device.mode == DEV_NS_FOLLOW)
			ev_node_deactivate(node);
	mutex_unlock(&nodes_lock);
	return 0;
}

/* Return: 0, or why the first of the grabs that could not be made real is not. */
static int ev_activate(struct dev_ns *ns, struct dev_ns_state *state)
{
	struct ev_node *node;
	int ret = 0;

	mutex_lock(&nodes_lock);
	active_ns = ns;
	active_told = true;
	list_for_each_entry(node, &nodes, entry) {
		int failed = 0;

		if (node->device.mode == DEV_NS_FOLLOW)
			failed = ev_node_activate(node, ns);
		ret = ret ?: failed;
	}
	list_for_each_entry(node, &nodes, entry)
		ev_grab_settled(node);
	mutex_unlock(&nodes_lock);
	return ret;
}

static void ev_statedump(struct dev_ns_driver *driver)
{
	struct ev_client *client;
	struct ev_node *node;

	mutex_lock(&nodes_lock);
	list_for_each_entry(node, &nodes, entry) {
		ev_node_tell(node, true);
		mutex_lock(&node->turn);
		list_for_each_entry(client, &node->clients, entry)
			ev_client_tell(client);
		mutex_unlock(&node->turn);
	}
	mutex_unlock(&nodes_lock);
}

static struct dev_ns_driver driver = {
	.name = "input",
	.deactivate = ev_deactivate,
	.activate = ev_activate,
	.statedump = ev_statedump,
};

/* Nothing is between two namespaces while a driver registers; a switch may have run since. */
static void learn_active(void)
{
	mutex_lock(&nodes_lock);
	if (!active_told)
		active_ns = dev_ns_peek_active();
	mutex_unlock(&nodes_lock);
}

static int is_event_node(struct device *device, const void *unused)
{
	return MAJOR(device->devt) == INPUT_MAJOR && !strncmp(dev_name(device), "event", 5);
}

static bool someone_has_event_nodes(void)
{
	struct device *found = class_find_device(&input_class, NULL, NULL, is_event_node);

	put_device(found);
	return found;
}

static int __init ev_init(void)
{
	int ret;

	if (someone_has_event_nodes()) {
		pr_err(EVDEV_IN_THE_WAY);
		return -EBUSY;
	}
	ret = dev_ns_register_driver(&driver);
	if (ret)
		return ret;
	learn_active();
	ret = input_register_handler(&handler);
	if (ret)
		dev_ns_unregister_driver(&driver);
	return ret;
}

static void __exit ev_exit(void)
{
	input_unregister_handler(&handler);
	dev_ns_unregister_driver(&driver);
}

module_init(ev_init);
module_exit(ev_exit);

MODULE_DESCRIPTION("Event nodes for one device namespace at a time");
MODULE_LICENSE("GPL");
