// SPDX-License-Identifier: GPL-2.0-only
/*
 * LEDs of the class that obey the active namespace and ignore the others.
 *
 * What is obeyed goes on to every physical LED that has been given the LED's
 * trigger:
 *
 *	echo dev_ns > /sys/class/leds/input0::capslock/trigger
 */
#include <linux/leds.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/sysfs.h>

#include "dev_ns.h"
#include "faults.h"
#include "trace.h"

#define DEV_NS_LED_MAX 16

static unsigned int count = 1;
module_param(count, uint, 0444);
MODULE_PARM_DESC(count, "How many LEDs to make: devns::led with trigger dev_ns, devns::led2 with dev_ns2 ...");

DEV_NS_FAULT(obey_background, "Do what the background asks for");

struct dev_ns_led {
	struct dev_ns_device device;
	struct led_classdev cdev;
	struct led_trigger trigger;
	spinlock_t lock;		/* orders requests */
	enum led_brightness applied;	/* under lock */
	char name[sizeof("devns::led00")];
	char trigger_name[sizeof("dev_ns00")];
};

static struct dev_ns_led *leds;

/*
 * Called in the writer's context for a write to the brightness file. A trigger
 * would call it on nobody's behalf, which is ignored.
 */
static void dev_ns_led_set(struct led_classdev *cdev, enum led_brightness value)
{
	struct dev_ns_led *led = container_of(cdev, struct dev_ns_led, cdev);
	struct dev_ns_who who;
	struct dev_ns *ns;
	bool obey;

	if (!in_task() || current->flags & PF_KTHREAD)
		return;

	ns = dev_ns_get_current(GFP_ATOMIC);
	if (IS_ERR(ns))
		return;
	who = dev_ns_who_current();

	spin_lock(&led->lock);
	obey = dev_ns_device_is_for(&led->device, ns);
	if (obey || dev_ns_fault(obey_background)) {
		led->applied = value;
		led_trigger_event(&led->trigger, value);
	}
	trace_led_request(dev_ns_inum(ns), &who, value, obey, cdev->name);
	spin_unlock(&led->lock);

	dev_ns_put(ns);
}

static int dev_ns_led_change(struct dev_ns_device *device, enum dev_ns_mode mode,
			     struct dev_ns *owner)
{
	struct dev_ns_led *led = container_of(device, struct dev_ns_led, device);

	spin_lock(&led->lock);
	dev_ns_device_set(device, mode, owner);
	spin_unlock(&led->lock);
	return 0;
}

/* The class has noted the last request; what reads back is the last one obeyed. */
static enum led_brightness dev_ns_led_get(struct led_classdev *cdev)
{
	struct dev_ns_led *led = container_of(cdev, struct dev_ns_led, cdev);

	return READ_ONCE(led->applied);
}

/* A physical LED was given the trigger. */
static int dev_ns_led_attach(struct led_classdev *physical)
{
	led_set_brightness(physical,
			   led_trigger_get_brightness(physical->trigger));
	return 0;
}

/*
 * A trigger is set by whoever may write the file and then acts for itself: the
 * background could make the LED blink, or take it away from the foreground.
 */
static void dev_ns_led_hide_triggers(struct dev_ns_led *led)
{
	static const struct bin_attribute trigger = {
		.attr = { .name = "trigger" },
	};

	sysfs_remove_bin_file(&led->cdev.dev->kobj, &trigger);
}

static int dev_ns_led_add(struct dev_ns_led *led, unsigned int nr)
{
	int ret;

	if (nr == 1) {
		strscpy(led->name, "devns::led", sizeof(led->name));
		strscpy(led->trigger_name, "dev_ns", sizeof(led->trigger_name));
	} else {
		snprintf(led->name, sizeof(led->name), "devns::led%u", nr);
		snprintf(led->trigger_name, sizeof(led->trigger_name),
			 "dev_ns%u", nr);
	}

	spin_lock_init(&led->lock);
	led->cdev.name = led->name;
	led->cdev.max_brightness = LED_FULL;
	led->cdev.flags = LED_RETAIN_AT_SHUTDOWN;
	led->cdev.brightness_set = dev_ns_led_set;
	led->cdev.brightness_get = dev_ns_led_get;
	led->trigger.name = led->trigger_name;
	led->trigger.activate = dev_ns_led_attach;

	ret = led_classdev_register(NULL, &led->cdev);
	if (ret)
		return ret;
	dev_ns_led_hide_triggers(led);

	ret = led_trigger_register(&led->trigger);
	if (ret)
		goto err_led;

	led->device.driver = "led";
	led->device.name = led->name;
	led->device.change = dev_ns_led_change;
	ret = dev_ns_register_device(&led->device);
	if (ret)
		goto err_trigger;

	return 0;

err_trigger:
	led_trigger_unregister(&led->trigger);
err_led:
	led_classdev_unregister(&led->cdev);
	return ret;
}

static void dev_ns_led_remove(struct dev_ns_led *led)
{
	dev_ns_unregister_device(&led->device);
	led_trigger_unregister(&led->trigger);
	led_classdev_unregister(&led->cdev);
}

static int __init dev_ns_led_init(void)
{
	unsigned int i;
	int ret;

	if (!count || count > DEV_NS_LED_MAX)
		return -EINVAL;

	leds = kcalloc(count, sizeof(*leds), GFP_KERNEL);
	if (!leds)
		return -ENOMEM;

	for (i = 0; i < count; i++) {
		ret = dev_ns_led_add(&leds[i], i + 1);
		if (ret)
			goto err_remove;
	}

	return 0;

err_remove:
	while (i--)
		dev_ns_led_remove(&leds[i]);
	kfree(leds);
	return ret;
}

static void __exit dev_ns_led_exit(void)
{
	unsigned int i = count;

	while (i--)
		dev_ns_led_remove(&leds[i]);
	kfree(leds);
}

module_init(dev_ns_led_init);
module_exit(dev_ns_led_exit);

MODULE_DESCRIPTION("LEDs for device namespaces");
MODULE_LICENSE("GPL");
