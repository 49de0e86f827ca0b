// SPDX-License-Identifier: GPL-2.0-only
/*
 * An LCD of the class, devns, that obeys the active namespace and ignores the
 * others. Built where the kernel has the class: Debian's has not.
 */
#include <linux/fb.h>
#include <linux/lcd.h>
#include <linux/module.h>
#include <linux/sched.h>

#include "compat.h"
#include "dev_ns.h"
#include "faults.h"
#include "trace.h"

#define NAME "devns"
#define CONTRAST_MAX 255

DEV_NS_FAULT(obey_background, "Do what the background asks for");

/* All of it under the class's ops_lock, but for device. */
static struct dev_ns_lcd {
	struct dev_ns_device device;
	struct lcd_device *class;
	int power, contrast;		/* obeyed last */
} lcd;

/*
 * Called in the writer's context, for power and for contrast. The class hands
 * on any number that was written, and what comes of it to nobody.
 */
static int request(int *property, unsigned int value, unsigned int max)
{
	struct dev_ns *ns = dev_ns_get_current(GFP_KERNEL);
	struct dev_ns_who who;
	bool applied;

	if (IS_ERR(ns))
		return PTR_ERR(ns);
	who = dev_ns_who_current();
	value = min(value, max);

	applied = dev_ns_device_is_for(&lcd.device, ns);
	if (applied || dev_ns_fault(obey_background))
		*property = value;
	trace_lcd_request(dev_ns_inum(ns), &who, value, applied, NAME);
	dev_ns_put(ns);

	return 0;
}

static int dev_ns_lcd_set_power(struct lcd_device *class, int power)
{
	return request(&lcd.power, power, FB_BLANK_POWERDOWN);
}

static int dev_ns_lcd_get_power(struct lcd_device *class)
{
	return lcd.power;
}

static int dev_ns_lcd_set_contrast(struct lcd_device *class, int contrast)
{
	return request(&lcd.contrast, contrast, CONTRAST_MAX);
}

static int dev_ns_lcd_get_contrast(struct lcd_device *class)
{
	return lcd.contrast;
}

static struct lcd_ops ops = {
	.set_power = dev_ns_lcd_set_power,
	.get_power = dev_ns_lcd_get_power,
	.set_contrast = dev_ns_lcd_set_contrast,
	.get_contrast = dev_ns_lcd_get_contrast,
	/* Not blanked with whatever framebuffer a process blanks. */
	DEV_NS_LCD_OF_NO_DISPLAY,
};

static int __init dev_ns_lcd_init(void)
{
	int ret;

	lcd.device.driver = "lcd";
	lcd.device.name = NAME;
	ret = dev_ns_register_device(&lcd.device);
	if (ret)
		return ret;

	lcd.class = lcd_device_register(NAME, NULL, NULL, &ops);
	if (IS_ERR(lcd.class)) {
		dev_ns_unregister_device(&lcd.device);
		return PTR_ERR(lcd.class);
	}
	lcd.class->props.max_contrast = CONTRAST_MAX;

	return 0;
}

static void __exit dev_ns_lcd_exit(void)
{
	lcd_device_unregister(lcd.class);
	dev_ns_unregister_device(&lcd.device);
}

module_init(dev_ns_lcd_init);
module_exit(dev_ns_lcd_exit);

MODULE_DESCRIPTION("An LCD for device namespaces");
MODULE_LICENSE("GPL");
