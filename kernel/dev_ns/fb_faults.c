// SPDX-License-Identifier: GPL-2.0-only
/* Faults of the framebuffer, see FAULTS.md. */
#include "fb.h"

DEV_NS_FAULT(draw_through, "Draw to the screen what the background draws");
DEV_NS_FAULT(drop_background, "Take what the background writes, and forget it");
DEV_NS_FAULT(wrong_content, "Leave the screen as it is when another namespace becomes active");

/* What a canvas that is not at the front has got goes to the screen all the same. */
void nsfb_draw_through(const struct nsfb_canvas *canvas, size_t from, size_t length)
{
	mutex_lock(&nsfb_screen_lock);
	if (!nsfb_is_front(canvas))
		nsfb_screen_part(canvas, from, length);
	mutex_unlock(&nsfb_screen_lock);
}
