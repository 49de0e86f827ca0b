// SPDX-License-Identifier: GPL-2.0-only
/*
 * On request: whether the screen holds what the canvas does, told by two
 * checksums. It never runs in a switch, and holds the screen for a line at a time.
 */
#include <linux/bitmap.h>
#include <linux/crc32.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "fb.h"
#include "trace.h"

static bool after_switches;

/**
 * struct nsfb_sums - of the visible part of a canvas
 * @canvas: its checksum
 * @screen: the same of the screen, while @compared
 * @compared: each line was, with the canvas at the front
 */
struct nsfb_sums {
	u32 canvas;
	u32 screen;
	bool compared;
};

static void add_line(const struct nsfb_canvas *canvas, u32 line, u8 *room, size_t size,
		     struct nsfb_sums *sums)
{
	const struct nsfb_look *look = &canvas->look;
	const struct fb_var_screeninfo *var = &look->var;
	u32 pixel = var->bits_per_pixel / 8;
	size_t bytes = var->xres * pixel;
	const u8 *from = canvas->memory + (size_t)(var->yoffset + line) * look->line +
			 var->xoffset * pixel;

	sums->canvas = crc32_le(sums->canvas, from, bytes);
	sums->compared = sums->compared && bytes <= size && nsfb_is_front(canvas) &&
			 nsfb_physical_read_line(look, line, room) == bytes;
	if (sums->compared)
		sums->screen = crc32_le(sums->screen, room, bytes);
}

static struct nsfb_sums sums_of(const struct nsfb_canvas *canvas, u8 *room, size_t size)
{
	struct nsfb_sums sums = { .canvas = ~0, .screen = ~0, .compared = true };
	u32 line = 0;
	bool more;

	do {
		mutex_lock(&nsfb_screen_lock);
		more = line < canvas->look.var.yres;
		if (more)
			add_line(canvas, line++, room, size, &sums);
		mutex_unlock(&nsfb_screen_lock);
		cond_resched();
	} while (more);
	return sums;
}

/* Nobody is drawing, and who has drawn was looked at. */
static bool is_still(const struct nsfb_canvas *canvas)
{
	return !atomic_read(&canvas->writers) && bitmap_empty(canvas->touched, canvas->pages);
}

static void tell(struct nsfb_canvas *canvas)
{
	size_t size = max_t(size_t, nsfb_physical_fix()->line_length, PAGE_SIZE);
	u8 *room = kvmalloc(size, GFP_KERNEL);
	struct nsfb_sums sums;
	u64 changes;
	bool still;

	if (!room)
		return;
	flush_delayed_work(&canvas->work);
	still = is_still(canvas);
	changes = atomic64_read(&canvas->changes);
	sums = sums_of(canvas, room, size);
	still = still && is_still(canvas) && atomic64_read(&canvas->changes) == changes;
	trace_fb_checksum(nsfb_dev(), dev_ns_inum(canvas->base.ns), sums.compared, still,
			  ~sums.canvas, sums.compared ? ~sums.screen : 0);
	kvfree(room);
}

static void tell_all(bool front_only)
{
	struct nsfb_canvas *canvas;
	bool wanted;

	mutex_lock(&nsfb_canvases_lock);
	list_for_each_entry(canvas, &nsfb_canvases, entry) {
		mutex_lock(&nsfb_screen_lock);
		wanted = !front_only || nsfb_is_front(canvas);
		mutex_unlock(&nsfb_screen_lock);
		/* One that is being made has no namespace yet. */
		if (wanted && READ_ONCE(canvas->base.ns))
			tell(canvas);
	}
	mutex_unlock(&nsfb_canvases_lock);
}

static void switched_work(struct work_struct *work)
{
	tell_all(true);
}

static DECLARE_WORK(switched, switched_work);

void nsfb_checksum_switched(void)
{
	if (READ_ONCE(after_switches))
		schedule_work(&switched);
}

void nsfb_checksum_exit(void)
{
	cancel_work_sync(&switched);
}

static int checksum_set(const char *text, const struct kernel_param *param)
{
	int ret = param_set_bool(text, param);

	if (!ret && after_switches)
		tell_all(false);
	return ret;
}

static const struct kernel_param_ops checksum_ops = {
	.set = checksum_set,
	.get = param_get_bool,
};
module_param_cb(checksum, &checksum_ops, &after_switches, 0600);
MODULE_PARM_DESC(checksum, "Y: tell the checksums of all canvases now, and the front's after each switch");
