// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a device says, and what that is to a mouse.
 *
 * A mouse says how far it moved. A tablet or touch screen says where it is: that
 * is a place on a screen of a size that is given, and a client is told how far
 * that is from where it believes the pointer to be. A touch pad says where its
 * finger is: what counts is how far the finger went since the last report, and a
 * short touch is a click.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/module.h>

#include "mouse.h"

unsigned int ms_screen_width = 1024;
module_param_named(xres, ms_screen_width, uint, 0444);
MODULE_PARM_DESC(xres, "How wide the screen is that tablets and touch screens point at");

unsigned int ms_screen_height = 768;
module_param_named(yres, ms_screen_height, uint, 0444);
MODULE_PARM_DESC(yres, "How high it is");

static unsigned int tap_time = 200;
module_param(tap_time, uint, 0644);
MODULE_PARM_DESC(tap_time, "How long a touch of a touch pad is a click, in milliseconds (0: none is)");

/* How far the pointer goes when a finger crosses a touch pad. */
#define PAD_WIDTH 512

static const struct {
	unsigned int code;
	u8 button;
} buttons[] = {
	{ BTN_LEFT, MS_LEFT }, { BTN_0, MS_LEFT }, { BTN_TOUCH, MS_LEFT },
	{ BTN_RIGHT, MS_RIGHT }, { BTN_1, MS_RIGHT }, { BTN_STYLUS, MS_RIGHT },
	{ BTN_MIDDLE, MS_MIDDLE }, { BTN_2, MS_MIDDLE }, { BTN_STYLUS2, MS_MIDDLE },
	{ BTN_FORWARD, MS_MIDDLE },
	{ BTN_SIDE, MS_FOURTH }, { BTN_3, MS_FOURTH }, { BTN_BACK, MS_FOURTH },
	{ BTN_EXTRA, MS_FIFTH }, { BTN_4, MS_FIFTH },
};

static u8 button_of(const struct ms_source *source, unsigned int code)
{
	unsigned int i;

	if (source->is_pad && code == BTN_TOUCH)
		return 0;
	for (i = 0; i < ARRAY_SIZE(buttons); i++)
		if (buttons[i].code == code)
			return buttons[i].button;
	return 0;
}

static u8 buttons_down(const struct ms_source *source)
{
	const struct input_dev *dev = source->handle.dev;
	unsigned int i;
	u8 down = 0;

	for (i = 0; i < ARRAY_SIZE(buttons); i++)
		if (test_bit(buttons[i].code, dev->key))
			down |= button_of(source, buttons[i].code);
	return down;
}

/* Whoever has it now: what was begun before is nobody's. With ms_lock held. */
void ms_source_forget(struct ms_source *source)
{
	source->hidden = source->down;
	source->hidden_touch = source->touched;
	source->seen = false;
	source->motion = (struct ms_motion) {};
	source->placed = false;
	source->pressed = false;
	source->unseen = false;
}

/*
 * We have not heard the device for a while: what it let go is released, what it
 * has pressed stays unseen.
 */
void ms_resync(struct ms_source *source)
{
	struct input_dev *dev = source->handle.dev;
	unsigned long flags;
	u8 down, begun;

	spin_lock_irqsave(&dev->event_lock, flags);
	spin_lock(&ms_lock);
	down = buttons_down(source);
	begun = down & ~source->down;
	source->hidden = (source->hidden & down) | begun;
	source->down = down;
	source->touched = test_bit(BTN_TOUCH, dev->key);
	source->hidden_touch = source->touched;
	source->seen = false;
	source->motion = (struct ms_motion) {};
	source->placed = false;
	ms_refresh(&source->node);
	ms_refresh(ms_mice);
	spin_unlock(&ms_lock);
	spin_unlock_irqrestore(&dev->event_lock, flags);
}

static void press(struct ms_source *source, u8 button, bool down)
{
	source->pressed = true;
	if (down) {
		source->down |= button;
		return;
	}
	source->down &= ~button;
	if (source->hidden & button)
		source->unseen = true;
	source->hidden &= ~button;
}

static bool is_tap(const struct ms_source *source)
{
	return source->touched && !source->hidden_touch &&
	       time_before(jiffies, source->touched_since + msecs_to_jiffies(tap_time));
}

static void touch(struct ms_source *source, bool down)
{
	if (source->is_pad && !down && is_tap(source)) {
		press(source, MS_LEFT, true);
		ms_report(source);
		source->motion = (struct ms_motion) {};
		press(source, MS_LEFT, false);
	}
	if (down && !source->touched)
		source->touched_since = jiffies;
	source->touched = down;
	source->hidden_touch = source->hidden_touch && down;
	source->seen = false;
}

static void key(struct ms_source *source, unsigned int code, int value)
{
	u8 button = button_of(source, code);

	/* A repeat. */
	if (value == 2)
		return;
	if (code == BTN_TOUCH)
		touch(source, value);
	if (button)
		press(source, button, value);
}

static void move(struct ms_motion *motion, unsigned int code, s64 value)
{
	switch (code) {
	case REL_X:
		motion->dx = ms_sum(motion->dx, value);
		break;
	case REL_Y:
		motion->dy = ms_sum(motion->dy, -value);
		break;
	case REL_WHEEL:
		motion->dz = ms_sum(motion->dz, -value);
		break;
	}
}

/* Where that is on the screen. */
static int place(const struct ms_source *source, unsigned int code, int value, unsigned int size)
{
	s64 minimum = input_abs_get_min(source->handle.dev, code);
	s64 range = input_abs_get_max(source->handle.dev, code) - minimum;

	if (range <= 0)
		range = size ?: 1;
	return div64_s64((clamp_t(s64, value, minimum, minimum + range) - minimum) * size, range);
}

static void be_at(struct ms_source *source, unsigned int code, int value)
{
	if (source->is_joystick || (code != ABS_X && code != ABS_Y))
		return;
	source->placed = true;
	if (source->is_pad && code == ABS_X)
		source->x = value;
	else if (source->is_pad)
		source->y = value;
	else if (code == ABS_X)
		source->x = place(source, code, value, ms_screen_width);
	else
		source->y = ms_screen_height - place(source, code, value, ms_screen_height);
}

void ms_source_init(struct ms_source *source)
{
	struct input_dev *dev = source->handle.dev;

	source->is_pad = test_bit(BTN_TOOL_FINGER, dev->keybit);
	source->is_joystick = test_bit(BTN_TRIGGER, dev->keybit);
	if (test_bit(EV_ABS, dev->evbit)) {
		be_at(source, ABS_X, input_abs_get_val(dev, ABS_X));
		be_at(source, ABS_Y, input_abs_get_val(dev, ABS_Y));
		source->placed = false;
	}
}

/* The finger's way since the last report. Both axes have the scale of the first, or circles were none. */
static int way(const struct ms_source *source, int from, int to, int *rest)
{
	s64 width = (s64)input_abs_get_max(source->handle.dev, ABS_X) -
		    input_abs_get_min(source->handle.dev, ABS_X);
	s64 moved, whole;

	if (width <= 0)
		width = PAD_WIDTH;
	moved = clamp_t(s64, (s64)to - from, -width, width) * PAD_WIDTH + *rest;
	whole = div64_s64(moved, width);
	*rest = moved - whole * width;
	return whole;
}

static void follow_finger(struct ms_source *source)
{
	if (!source->touched || source->hidden_touch)
		return;
	if (source->seen) {
		source->motion.dx = ms_sum(source->motion.dx,
					   way(source, source->seen_x, source->x, &source->rest_x));
		source->motion.dy = ms_sum(source->motion.dy,
					   way(source, source->y, source->seen_y, &source->rest_y));
	} else {
		source->rest_x = 0;
		source->rest_y = 0;
	}
	source->seen_x = source->x;
	source->seen_y = source->y;
	source->seen = true;
}

static void end_report(struct ms_source *source)
{
	if (source->hidden_touch && source->placed)
		source->unseen = true;
	if (source->is_pad)
		follow_finger(source);
	if (source->is_pad || source->hidden_touch)
		source->placed = false;
	ms_report(source);
	source->motion = (struct ms_motion) {};
	source->placed = false;
	source->pressed = false;
	source->unseen = false;
}

/* By the input core, with event_lock held. */
dev_ns_events_t ms_events(struct input_handle *handle, dev_ns_input_value_t *vals,
			  unsigned int count)
{
	struct ms_source *source = handle->private;
	unsigned int i;

	spin_lock(&ms_lock);
	for (i = 0; i < count; i++) {
		switch (vals[i].type) {
		case EV_KEY:
			key(source, vals[i].code, vals[i].value);
			break;
		case EV_REL:
			move(&source->motion, vals[i].code, vals[i].value);
			break;
		case EV_ABS:
			be_at(source, vals[i].code, vals[i].value);
			break;
		case EV_SYN:
			if (vals[i].code == SYN_REPORT)
				end_report(source);
			break;
		}
	}
	spin_unlock(&ms_lock);
	return dev_ns_events_passed(count);
}
