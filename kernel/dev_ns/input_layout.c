// SPDX-License-Identifier: GPL-2.0-only
/* How user memory is laid out, natively and for 32-bit programs. */
#include <linux/bitmap.h>
#include <linux/compat.h>
#include <linux/minmax.h>
#include <linux/uaccess.h>

#include "input.h"

/*
 * Exported by the input core for its handlers, but declared in a header of its
 * own. They know the layouts of input_event and ff_effect for the current
 * program; they return 0 or a negative errno.
 */
int input_event_from_user(const char __user *buffer, struct input_event *event);
int input_event_to_user(char __user *buffer, const struct input_event *event);
int input_ff_effect_from_user(const char __user *buffer, size_t size, struct ff_effect *effect);

/* What the two above read and write for one event. */
size_t ev_event_size(void)
{
#ifdef CONFIG_COMPAT
	if (in_compat_syscall() && !COMPAT_USE_64BIT_TIME)
		return 2 * sizeof(compat_ulong_t) + sizeof(struct input_value);
#endif
	return sizeof(struct input_event);
}

int ev_event_to_user(char __user *to, const struct input_event *event)
{
	return input_event_to_user(to, event);
}

int ev_event_from_user(const char __user *from, struct input_event *event)
{
	return input_event_from_user(from, event);
}

int ev_effect_from_user(const void __user *from, size_t size, struct ff_effect *effect)
{
	return input_ff_effect_from_user(from, size, effect);
}

/* The most bits that any query or mask has. */
#define WORDS DIV_ROUND_UP(KEY_CNT, 32)

/*
 * Bitmaps cross the border in whole words, which are 32 bits wide for 32-bit
 * programs. Return: bytes copied.
 */
int ev_bits_to_user(void __user *to, unsigned int size, const unsigned long *bits,
		    unsigned int count, bool compat)
{
	const void *from = bits;
	u32 words[WORDS];

	if (compat) {
		bitmap_to_arr32(words, bits, count);
		from = words;
		size = min_t(unsigned int, size, DIV_ROUND_UP(count, 32) * sizeof(u32));
	} else {
		size = min_t(unsigned int, size, BITS_TO_LONGS(count) * sizeof(long));
	}
	return copy_to_user(to, from, size) ? -EFAULT : size;
}

int ev_bits_from_user(const void __user *from, unsigned int size, unsigned long *bits,
		      unsigned int count, bool compat)
{
	u32 words[WORDS] = {};

	if (size % (compat ? sizeof(u32) : sizeof(long)))
		return -EINVAL;

	if (!compat) {
		size = min_t(unsigned int, size, BITS_TO_LONGS(count) * sizeof(long));
		return copy_from_user(bits, from, size) ? -EFAULT : size;
	}
	size = min_t(unsigned int, size, DIV_ROUND_UP(count, 32) * sizeof(u32));
	if (copy_from_user(words, from, size))
		return -EFAULT;
	bitmap_from_arr32(bits, words, count);
	return size;
}
