// SPDX-License-Identifier: GPL-2.0-only
/*
 * How long the kernel's memcpy() of so many bytes takes: what a switch of the
 * framebuffer is held against. In builds with FAULTS=1; it knows nothing of namespaces.
 */
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/vmalloc.h>

static unsigned long bytes;
module_param(bytes, ulong, 0444);
MODULE_PARM_DESC(bytes, "How many are copied");

static unsigned long long took;
module_param(took, ullong, 0444);
MODULE_PARM_DESC(took, "The latest copy's time, in ns");

/* By turns, as of two namespaces one is on the screen. */
static void *from[2];
static void *to;

static int copy_set(const char *text, const struct kernel_param *param)
{
	static unsigned int turn;
	u64 begin;

	if (!to)
		return -ENODEV;
	begin = ktime_get_ns();
	memcpy(to, from[turn++ % 2], bytes);
	took = ktime_get_ns() - begin;
	return 0;
}

static const struct kernel_param_ops copy_ops = {
	.set = copy_set,
};
module_param_cb(copy, &copy_ops, NULL, 0200);
MODULE_PARM_DESC(copy, "Whatever is written: copy once");

static void free_all(void)
{
	vfree(from[0]);
	vfree(from[1]);
	vfree(to);
}

static int __init bare_copy_init(void)
{
	from[0] = vmalloc(bytes);
	from[1] = vmalloc(bytes);
	to = vmalloc(bytes);
	if (from[0] && from[1] && to)
		return 0;
	free_all();
	return -ENOMEM;
}

static void __exit bare_copy_exit(void)
{
	free_all();
}

module_init(bare_copy_init);
module_exit(bare_copy_exit);

MODULE_DESCRIPTION("The time of a copy, for tests");
MODULE_LICENSE("GPL");
