// SPDX-License-Identifier: GPL-2.0-only
/* A canvas's mode, pan, colours and blanking: checked as a device would, kept, and shown if it is the front. */
#include <linux/string.h>

#include "fb.h"

#define bytes_per_pixel(var) ((var)->bits_per_pixel / 8)

/* Where the physical framebuffer pads its lines, so does a canvas of that width: then it is copied in one go. */
static u64 line_of(const struct fb_var_screeninfo *var)
{
	const struct fb_var_screeninfo *native = nsfb_physical_mode();

	if (var->xres_virtual == native->xres && var->bits_per_pixel == native->bits_per_pixel)
		return nsfb_physical_fix()->line_length;
	return (u64)var->xres_virtual * bytes_per_pixel(var);
}

void nsfb_settings_default(struct nsfb_look *look)
{
	mutex_lock(&nsfb_screen_lock);
	look->var = *nsfb_physical_mode();
	look->line = line_of(&look->var);
	nsfb_physical_default_colours(&look->colours);
	look->blank = FB_BLANK_UNBLANK;
	mutex_unlock(&nsfb_screen_lock);
}

void nsfb_get_fix(struct nsfb_canvas *canvas, struct fb_fix_screeninfo *fix)
{
	memset(fix, 0, sizeof(*fix));
	strscpy(fix->id, "devns", sizeof(fix->id));
	fix->smem_len = nsfb_canvas_size(canvas);
	fix->type = FB_TYPE_PACKED_PIXELS;
	fix->xpanstep = 1;
	fix->ypanstep = 1;
	fix->accel = FB_ACCEL_NONE;

	mutex_lock(&nsfb_screen_lock);
	fix->visual = nsfb_physical_fix()->visual;
	fix->line_length = canvas->look.line;
	mutex_unlock(&nsfb_screen_lock);
}

void nsfb_get_var(struct nsfb_canvas *canvas, struct fb_var_screeninfo *var)
{
	mutex_lock(&nsfb_screen_lock);
	*var = canvas->look.var;
	mutex_unlock(&nsfb_screen_lock);
}

static bool pan_fits(const struct fb_var_screeninfo *pan, const struct fb_var_screeninfo *mode)
{
	return !(pan->vmode & FB_VMODE_YWRAP) &&
	       pan->xoffset <= mode->xres_virtual - mode->xres &&
	       pan->yoffset <= mode->yres_virtual - mode->yres;
}

/*
 * Makes of what is wished what can be had: what is visible, as the physical
 * framebuffer decides; what is beyond, as the canvas has memory.
 */
static int settle(const struct nsfb_canvas *canvas, struct fb_var_screeninfo *wish, u32 *line)
{
	struct fb_var_screeninfo var = *wish;
	u64 bytes;
	int ret;

	if (wish->activate & FB_ACTIVATE_INV_MODE || wish->grayscale > 1)
		return -EINVAL;
	var.xres_virtual = var.xres;
	var.yres_virtual = var.yres;
	var.xoffset = 0;
	var.yoffset = 0;
	ret = nsfb_physical_try_mode(&var, &canvas->look.var);
	if (ret)
		return ret;

	var.xres_virtual = max(wish->xres_virtual, var.xres);
	var.yres_virtual = max(wish->yres_virtual, var.yres);
	if (!bytes_per_pixel(&var) || var.bits_per_pixel % 8 || !pan_fits(wish, &var))
		return -EINVAL;
	bytes = line_of(&var);
	if (bytes > nsfb_canvas_size(canvas) || bytes * var.yres_virtual > nsfb_canvas_size(canvas))
		return -EINVAL;

	var.xoffset = wish->xoffset;
	var.yoffset = wish->yoffset;
	var.activate = wish->activate;
	*wish = var;
	*line = bytes;
	return 0;
}

static bool is_to_be_set(const struct fb_var_screeninfo *var)
{
	u32 when = var->activate & FB_ACTIVATE_MASK;

	return when == FB_ACTIVATE_NOW || when == FB_ACTIVATE_VBL;
}

/* @var becomes what was set, or would be. Return: 0; -EINVAL for a mode that can't be had. */
int nsfb_set_var_of(struct nsfb_canvas *canvas, struct fb_var_screeninfo *var)
{
	u32 line;
	int ret;

	mutex_lock(&nsfb_screen_lock);
	ret = settle(canvas, var, &line);
	if (!ret && is_to_be_set(var)) {
		canvas->look.var = *var;
		canvas->look.var.activate = FB_ACTIVATE_NOW;
		canvas->look.line = line;
		nsfb_canvas_changed(canvas);
		if (nsfb_screen_takes(canvas))
			ret = nsfb_screen_again();
	}
	mutex_unlock(&nsfb_screen_lock);
	return ret;
}

int nsfb_pan(struct nsfb_client *client, struct fb_var_screeninfo *pan)
{
	struct nsfb_canvas *canvas = client->canvas;
	struct fb_var_screeninfo *var = &canvas->look.var;
	int ret = -EINVAL;

	mutex_lock(&nsfb_screen_lock);
	if (pan_fits(pan, var)) {
		var->xoffset = pan->xoffset;
		var->yoffset = pan->yoffset;
		nsfb_canvas_changed(canvas);
		nsfb_client_drew(client, DEV_NS_FB_PAN, 1,
			       nsfb_screen_takes(canvas) &&
			       nsfb_screen_part(canvas, 0, nsfb_canvas_size(canvas)));
		ret = 0;
	}
	mutex_unlock(&nsfb_screen_lock);
	return ret;
}

/* As many as @to has, from where it starts. */
void nsfb_get_colours(struct nsfb_canvas *canvas, struct fb_cmap *to)
{
	mutex_lock(&nsfb_screen_lock);
	fb_copy_cmap(&canvas->look.colours, to);
	mutex_unlock(&nsfb_screen_lock);
}

void nsfb_set_colours(struct nsfb_canvas *canvas, const struct fb_cmap *from)
{
	mutex_lock(&nsfb_screen_lock);
	fb_copy_cmap(from, &canvas->look.colours);
	if (nsfb_screen_takes(canvas))
		nsfb_physical_set_colours(&canvas->look);
	mutex_unlock(&nsfb_screen_lock);
}

void nsfb_set_blank(struct nsfb_canvas *canvas, int blank)
{
	mutex_lock(&nsfb_screen_lock);
	canvas->look.blank = blank;
	if (nsfb_screen_takes(canvas))
		nsfb_physical_set_blank(&canvas->look);
	mutex_unlock(&nsfb_screen_lock);
}
