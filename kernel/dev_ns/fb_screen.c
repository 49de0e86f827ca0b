// SPDX-License-Identifier: GPL-2.0-only
/* Which canvas is on the screen. */
#include "fb.h"

DEFINE_MUTEX(nsfb_screen_lock);

/* Written under nsfb_screen_lock. NULL between two, and while who has the screen has none. */
static struct nsfb_canvas *front;

/* Whoever draws becomes the front. Written under nsfb_screen_lock. */
static bool shared;

/*
 * For who has drawn on a canvas. The barrier pairs with the one in
 * nsfb_screen_show(): either the canvas is found to be the front here, or what was
 * drawn is found in its memory there. So the background waits for nobody.
 *
 * Return: whether it is the front; then the lock is held.
 */
bool nsfb_screen_enter(struct nsfb_canvas *canvas)
{
	smp_mb();
	if (!nsfb_seems_front(canvas))
		return false;
	mutex_lock(&nsfb_screen_lock);
	if (nsfb_screen_takes(canvas))
		return true;
	mutex_unlock(&nsfb_screen_lock);
	return false;
}

void nsfb_screen_leave(void)
{
	mutex_unlock(&nsfb_screen_lock);
}

/* What may have changed by the time it is known. */
bool nsfb_seems_front(const struct nsfb_canvas *canvas)
{
	return READ_ONCE(front) == canvas || READ_ONCE(shared);
}

/* Whether all that is on the screen is its. With nsfb_screen_lock held, as all that follows. */
bool nsfb_is_front(const struct nsfb_canvas *canvas)
{
	lockdep_assert_held(&nsfb_screen_lock);
	return front == canvas && !shared;
}

/* Return: whether what is done to the canvas now is to be done to the screen. */
bool nsfb_screen_takes(struct nsfb_canvas *canvas)
{
	lockdep_assert_held(&nsfb_screen_lock);
	if (shared)
		WRITE_ONCE(front, canvas);
	return front == canvas;
}

/*
 * Shows some bytes of the front, as far as they are visible.
 *
 * Return: whether there is a screen that shows this canvas.
 */
bool nsfb_screen_part(const struct nsfb_canvas *canvas, size_t from, size_t length)
{
	const struct nsfb_look *look = &canvas->look;
	const struct fb_var_screeninfo *var = &look->var;
	size_t first = from / look->line, end = DIV_ROUND_UP(from + length, look->line);

	lockdep_assert_held(&nsfb_screen_lock);
	first = max_t(size_t, first, var->yoffset) - var->yoffset;
	end = max_t(size_t, end, var->yoffset) - var->yoffset;
	end = min_t(size_t, end, var->yres);
	return nsfb_physical_draw(look, canvas->memory, first, end);
}

/* Return: 0, or why the front's mode can't be had: then the screen is black. */
int nsfb_screen_again(void)
{
	int ret;

	lockdep_assert_held(&nsfb_screen_lock);
	if (!front) {
		nsfb_physical_black();
		return 0;
	}
	ret = nsfb_physical_set_look(&front->look);
	if (ret)
		nsfb_physical_black();
	else
		nsfb_physical_draw_all(&front->look, front->memory);
	return ret;
}

/* NULL: whose the screen is has no canvas, which looks black. Return: as nsfb_screen_again(). */
int nsfb_screen_show(struct nsfb_canvas *canvas)
{
	lockdep_assert_held(&nsfb_screen_lock);
	WRITE_ONCE(front, canvas);
	WRITE_ONCE(shared, false);
	smp_mb();
	if (dev_ns_fault(wrong_content))
		return 0;
	return nsfb_screen_again();
}

/* From here on what anybody draws goes to the screen, which stays as it is until then. */
void nsfb_screen_share(void)
{
	lockdep_assert_held(&nsfb_screen_lock);
	WRITE_ONCE(shared, true);
}

/* From here on nothing of the front is drawn to the screen, which stays as it is. */
void nsfb_screen_hide(void)
{
	lockdep_assert_held(&nsfb_screen_lock);
	WRITE_ONCE(front, NULL);
}

/* @canvas ends. */
void nsfb_screen_forget(const struct nsfb_canvas *canvas)
{
	lockdep_assert_held(&nsfb_screen_lock);
	if (front == canvas)
		nsfb_screen_hide();
}
