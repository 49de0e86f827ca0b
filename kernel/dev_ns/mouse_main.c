// SPDX-License-Identifier: GPL-2.0-only
/*
 * dev_ns_mouse: /dev/devns/mice and /dev/devns/mouseN, PS/2 mice for one namespace
 * at a time. What that means, and the locks, are in mouse.h. This file: the two
 * frameworks that call us, the input core and device namespaces.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "mouse.h"

#define MS_SCREEN_MAX 32767

DEFINE_SPINLOCK(ms_lock);
const struct dev_ns *ms_front;
/* Whether a switch has set ms_front since we registered. */
static bool front_told;

/* With ms_lock held. */
static void hand_over(struct ms_source *source)
{
	ms_source_forget(source);
	ms_refresh(&source->node);
}

static int ms_change(struct dev_ns_device *device, enum dev_ns_mode mode, struct dev_ns *owner)
{
	struct ms_source *source = container_of(device, struct ms_source, device);

	spin_lock_irq(&ms_lock);
	dev_ns_device_set(device, mode, owner);
	hand_over(source);
	ms_refresh(ms_mice);
	spin_unlock_irq(&ms_lock);
	return 0;
}

/* Whoever has what follows is now somebody else. */
static void set_front(const struct dev_ns *ns)
{
	struct ms_source *source;

	spin_lock_irq(&ms_lock);
	ms_front = ns;
	front_told = true;
	list_for_each_entry(source, &ms_sources, entry)
		if (source->device.mode == DEV_NS_FOLLOW)
			hand_over(source);
	ms_refresh(ms_mice);
	spin_unlock_irq(&ms_lock);
}

static int ms_deactivate(struct dev_ns *ns, struct dev_ns_state *state)
{
	set_front(NULL);
	return 0;
}

static int ms_activate(struct dev_ns *ns, struct dev_ns_state *state)
{
	set_front(ns);
	return 0;
}

static void tell(const struct ms_node *node)
{
	const struct ms_client *client;

	if (!node->exist)
		return;
	ms_node_tell(node, true);
	list_for_each_entry(client, &node->clients, entry)
		ms_client_tell(client);
}

static void ms_statedump(struct dev_ns_driver *driver)
{
	const struct ms_source *source;

	spin_lock_irq(&ms_lock);
	tell(ms_mice);
	list_for_each_entry(source, &ms_sources, entry)
		tell(&source->node);
	spin_unlock_irq(&ms_lock);
}

static struct dev_ns_driver driver = {
	.name = "mouse",
	.deactivate = ms_deactivate,
	.activate = ms_activate,
	.statedump = ms_statedump,
};

static int ms_connect(struct input_handler *handler, struct input_dev *dev,
		      const struct input_device_id *id)
{
	struct ms_source *source = ms_source_create(handler, dev);
	int ret;

	if (IS_ERR(source)) {
		pr_err("no mouse for %s: %ld\n", dev_name(&dev->dev), PTR_ERR(source));
		return PTR_ERR(source);
	}
	source->device.change = ms_change;
	ret = input_register_handle(&source->handle);
	if (ret)
		goto err_source;
	ret = dev_ns_register_device(&source->device);
	if (ret)
		goto err_handle;
	ms_source_arrive(source);
	ret = ms_node_add(&source->node);
	if (ret)
		goto err_arrived;
	return 0;

err_arrived:
	ms_node_remove(&source->node);
	ms_source_leave(source);
	dev_ns_unregister_device(&source->device);
err_handle:
	input_unregister_handle(&source->handle);
err_source:
	ms_source_put(source);
	return ret;
}

static void ms_disconnect(struct input_handle *handle)
{
	struct ms_source *source = handle->private;

	cdev_device_del(&source->node.cdev, &source->node.dev);
	ms_node_remove(&source->node);
	ms_source_leave(source);
	dev_ns_unregister_device(&source->device);
	input_unregister_handle(handle);
	ms_source_put(source);
}

/* It is ours again, after another handler had grabbed it; or for the first time. */
static void ms_start(struct input_handle *handle)
{
	ms_resync(handle->private);
}

#define MATCH(what) INPUT_DEVICE_ID_MATCH_##what
#define BITS(code) [BIT_WORD(code)] = BIT_MASK(code)

static const struct input_device_id pointers[] = {
	{	/* A mouse: it moves, and has a button. */
		.flags = MATCH(EVBIT) | MATCH(KEYBIT) | MATCH(RELBIT),
		.evbit = { BIT_MASK(EV_KEY) | BIT_MASK(EV_REL) },
		.keybit = { BITS(BTN_LEFT) },
		.relbit = { BIT_MASK(REL_X) | BIT_MASK(REL_Y) },
	},
	{	/* A wheel by itself. */
		.flags = MATCH(EVBIT) | MATCH(RELBIT),
		.evbit = { BIT_MASK(EV_KEY) | BIT_MASK(EV_REL) },
		.relbit = { BIT_MASK(REL_WHEEL) },
	},
	{	/* A tablet or touch screen. */
		.flags = MATCH(EVBIT) | MATCH(KEYBIT) | MATCH(ABSBIT),
		.evbit = { BIT_MASK(EV_KEY) | BIT_MASK(EV_ABS) },
		.keybit = { BITS(BTN_TOUCH) },
		.absbit = { BIT_MASK(ABS_X) | BIT_MASK(ABS_Y) },
	},
	{	/* A touch pad that does not say when it is touched. */
		.flags = MATCH(EVBIT) | MATCH(KEYBIT) | MATCH(ABSBIT),
		.evbit = { BIT_MASK(EV_KEY) | BIT_MASK(EV_ABS) },
		.keybit = { BITS(BTN_TOOL_FINGER) },
		.absbit = { BIT_MASK(ABS_X) | BIT_MASK(ABS_Y) },
	},
	{	/* A mouse that says where it is, as those of virtual machines and remote consoles. */
		.flags = MATCH(EVBIT) | MATCH(KEYBIT) | MATCH(ABSBIT),
		.evbit = { BIT_MASK(EV_KEY) | BIT_MASK(EV_ABS) },
		.keybit = { BITS(BTN_LEFT) },
		.absbit = { BIT_MASK(ABS_X) | BIT_MASK(ABS_Y) },
	},
	{ },
};

static struct input_handler handler = {
	.events = ms_events,
	.connect = ms_connect,
	.disconnect = ms_disconnect,
	.start = ms_start,
	.name = "dev_ns_mouse",
	.id_table = pointers,
};

/* Nothing is between two namespaces while a driver registers; a switch may have run since. */
static void learn_front(void)
{
	spin_lock_irq(&ms_lock);
	if (!front_told)
		ms_front = dev_ns_peek_active();
	spin_unlock_irq(&ms_lock);
}

static int __init ms_init(void)
{
	int ret;

	if (!ms_screen_width || ms_screen_width > MS_SCREEN_MAX || !ms_screen_height ||
	    ms_screen_height > MS_SCREEN_MAX)
		return -EINVAL;
	ret = ms_nodes_init();
	if (ret)
		return ret;
	ret = dev_ns_register_driver(&driver);
	if (ret)
		goto err_nodes;
	learn_front();
	ret = input_register_handler(&handler);
	if (ret)
		goto err_driver;
	return 0;

err_driver:
	dev_ns_unregister_driver(&driver);
err_nodes:
	ms_nodes_exit();
	return ret;
}

static void __exit ms_exit(void)
{
	input_unregister_handler(&handler);
	dev_ns_unregister_driver(&driver);
	ms_nodes_exit();
}

module_init(ms_init);
module_exit(ms_exit);

MODULE_DESCRIPTION("PS/2 mice for one device namespace at a time");
MODULE_LICENSE("GPL");
