/* SPDX-License-Identifier: GPL-2.0-only */
/* What differs between the kernels that the modules are built for. */
#ifndef _DEV_NS_COMPAT_H
#define _DEV_NS_COMPAT_H

#include <linux/version.h>

/* 6.11: an input handler's events() returns how many events it leaves to others. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
typedef unsigned int dev_ns_events_t;
typedef struct input_value dev_ns_input_value_t;
#define dev_ns_events_passed(count) (count)
#else
typedef void dev_ns_events_t;
typedef const struct input_value dev_ns_input_value_t;
#define dev_ns_events_passed(count)
#endif

/* 6.3: a mapping's flags are set under its lock. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#define dev_ns_vm_flags_set(vma, flags) vm_flags_set(vma, flags)
#else
#define dev_ns_vm_flags_set(vma, flags) ((vma)->vm_flags |= (flags))
#endif

/* 6.4: a class interface is not told which one it is. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0)
#define DEV_NS_INTERFACE_ARGS struct device *dev
#else
#define DEV_NS_INTERFACE_ARGS struct device *dev, struct class_interface *interface
#endif

/* 6.12, 6.15: a backlight, an LCD is asked for its display, not for a framebuffer, before it is blanked with it. */
struct backlight_device;
struct lcd_device;
struct device;
struct fb_info;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0)
#define DEV_NS_BACKLIGHT_OF_NO_DISPLAY .controls_device = dev_ns_backlight_of_no_display
static inline bool dev_ns_backlight_of_no_display(struct backlight_device *backlight,
						  struct device *display)
{
	return false;
}
#else
#define DEV_NS_BACKLIGHT_OF_NO_DISPLAY .check_fb = dev_ns_backlight_of_no_display
static inline int dev_ns_backlight_of_no_display(struct backlight_device *backlight,
						 struct fb_info *display)
{
	return 0;
}
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 15, 0)
#define DEV_NS_LCD_OF_NO_DISPLAY .controls_device = dev_ns_lcd_of_no_display
static inline bool dev_ns_lcd_of_no_display(struct lcd_device *lcd, struct device *display)
{
	return false;
}
#else
#define DEV_NS_LCD_OF_NO_DISPLAY .check_fb = dev_ns_lcd_of_no_display
static inline int dev_ns_lcd_of_no_display(struct lcd_device *lcd, struct fb_info *display)
{
	return 0;
}
#endif

/* 6.13: one call for a timer's clock and its function. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
#define dev_ns_hrtimer_setup hrtimer_setup
#else
#define dev_ns_hrtimer_setup(timer, goes_off, clock, mode)	\
	do {							\
		hrtimer_init(timer, clock, mode);		\
		(timer)->function = (goes_off);			\
	} while (0)
#endif

/* 6.13: an alarm does not say whether it goes on. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
typedef void dev_ns_alarm_restart_t;
#define DEV_NS_ALARM_ENDS
#else
typedef enum alarmtimer_restart dev_ns_alarm_restart_t;
#define DEV_NS_ALARM_ENDS ALARMTIMER_NORESTART
#endif

/*
 * By 7.2: an alarm whose time has come already is not started. Return: whether it was.
 * (Which version was the first is not known: those between 6.12 and 7.2 were not tried.)
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 2, 0)
#define dev_ns_alarm_start(alarm, at) alarm_start_timer(alarm, at, false)
#else
#define dev_ns_alarm_start(alarm, at) (alarm_start(alarm, at), true)
#endif

#endif /* _DEV_NS_COMPAT_H */
