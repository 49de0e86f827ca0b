/* SPDX-License-Identifier: GPL-2.0-only */
/* What differs between the kernels that the modules are built for. */
#ifndef _DEV_NS_COMPAT_H
#define _DEV_NS_COMPAT_H

#include <linux/version.h>

/* 6.10: __assign_str() finds its source in __string(). */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
#define dev_ns_assign_str(dst, src) __assign_str(dst)
#else
#define dev_ns_assign_str(dst, src) __assign_str(dst, src)
#endif

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

#endif /* _DEV_NS_COMPAT_H */
