// SPDX-License-Identifier: GPL-2.0-only
/* Mode, colours and blanking of the physical framebuffer: set as the front's are. */
#include <linux/console.h>
#include <linux/string.h>

#include "fb_physical.h"

static bool same_pixels(const struct fb_var_screeninfo *a, const struct fb_var_screeninfo *b)
{
	return !memcmp(&a->red, &b->red, sizeof(a->red)) &&
	       !memcmp(&a->green, &b->green, sizeof(a->green)) &&
	       !memcmp(&a->blue, &b->blue, sizeof(a->blue));
}

/* Of a physical one that can't have others, or of none: only the mode that is there. */
static int keep_mode(struct fb_var_screeninfo *var, const struct fb_var_screeninfo *present)
{
	if (!nsfb_same_mode(var, present))
		return -EINVAL;
	*var = *present;
	return 0;
}

static int check_mode(struct fb_info *info, struct fb_var_screeninfo *var)
{
	int ret;

	var->activate = FB_ACTIVATE_TEST;
	lock_fb_info(info);
	ret = fb_set_var(info, var);
	unlock_fb_info(info);
	return ret;
}

/*
 * Rounds a mode up to what can be had. Without a screen, that is the mode which
 * the canvas has. Return: 0 or -EINVAL.
 */
int nsfb_physical_try_mode(struct fb_var_screeninfo *var, const struct fb_var_screeninfo *present)
{
	struct nsfb_physical *physical = nsfb_physical_enter();
	int ret;

	if (!physical)
		return keep_mode(var, present);
	if (physical->info->fbops->fb_check_var)
		ret = check_mode(physical->info, var);
	else
		ret = keep_mode(var, present);
	nsfb_physical_leave();
	return ret;
}

typedef bool differs_t(const struct nsfb_physical *physical, const struct nsfb_look *look);

static bool mode_differs(const struct nsfb_physical *physical, const struct nsfb_look *look)
{
	return !nsfb_physical_fits(physical, look) ||
	       !same_pixels(&physical->info->var, &look->var);
}

static bool blank_differs(const struct nsfb_physical *physical, const struct nsfb_look *look)
{
	return physical->blank != look->blank;
}

static bool is_to_be_set(const struct nsfb_look *look, differs_t *differs)
{
	struct nsfb_physical *physical = nsfb_physical_enter();
	bool wanted;

	if (!physical)
		return false;
	wanted = differs(physical, look);
	nsfb_physical_leave();
	return wanted;
}

/*
 * Drivers expect the console's lock with modes and blanking. It comes outside of
 * the physical one, and who prints may hold it for long: so it is only taken
 * where there is something to set.
 *
 * Return: as nsfb_physical_enter(), and NULL where there is nothing to set.
 */
static struct nsfb_physical *enter_to_set(const struct nsfb_look *look, differs_t *differs)
{
	struct nsfb_physical *physical;

	if (!is_to_be_set(look, differs))
		return NULL;
	console_lock();
	physical = nsfb_physical_enter();
	if (!physical)
		console_unlock();
	return physical;
}

static void leave_after_setting(void)
{
	nsfb_physical_leave();
	console_unlock();
}

static int set_mode(const struct nsfb_look *look)
{
	struct nsfb_physical *physical = enter_to_set(look, mode_differs);
	struct fb_var_screeninfo var = look->var;
	int ret;

	if (!physical)
		return 0;
	var.xres_virtual = var.xres;
	var.yres_virtual = var.yres;
	var.xoffset = 0;
	var.yoffset = 0;
	var.activate = FB_ACTIVATE_NOW;

	lock_fb_info(physical->info);
	ret = fb_set_var(physical->info, &var);
	unlock_fb_info(physical->info);
	if (!ret && !nsfb_physical_fits(physical, look))
		ret = -EINVAL;
	leave_after_setting();
	return ret;
}

/* Where a pixel is its colour, the map means nothing but to the console, whose it is. */
void nsfb_physical_set_colours(const struct nsfb_look *look)
{
	struct nsfb_physical *physical = nsfb_physical_enter();

	if (!physical)
		return;
	if (physical->info->fix.visual != FB_VISUAL_TRUECOLOR) {
		lock_fb_info(physical->info);
		fb_set_cmap((struct fb_cmap *)&look->colours, physical->info);
		unlock_fb_info(physical->info);
	}
	nsfb_physical_leave();
}

void nsfb_physical_set_blank(const struct nsfb_look *look)
{
	struct nsfb_physical *physical = enter_to_set(look, blank_differs);

	if (!physical)
		return;
	lock_fb_info(physical->info);
	fb_blank(physical->info, look->blank);
	unlock_fb_info(physical->info);
	physical->blank = look->blank;
	leave_after_setting();
}

/* Return: 0, or why its mode can't be had. */
int nsfb_physical_set_look(const struct nsfb_look *look)
{
	int ret = set_mode(look);

	if (ret)
		return ret;
	nsfb_physical_set_colours(look);
	nsfb_physical_set_blank(look);
	return 0;
}
