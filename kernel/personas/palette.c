// SPDX-License-Identifier: GPL-2.0-only
/*
 * palette NODE KEYS SOCKET BACK: the init of a persona that is nothing but a palette: paints it on the framebuffer, and asks the
 * switch service for the persona BACK whenever a key is pressed.
 *
 * 8 by 5 fields; see colour() for which is which.
 */
#include <fcntl.h>
#include <linux/fb.h>
#include <linux/input.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "service.h"

#define COLUMNS 8
#define ROWS 5

static uint32_t colour(unsigned int column, unsigned int row)
{
	return column * 36 << 16 | row * 63 << 8 | (column + row) % 8 * 36;
}

static int paint(const char *node)
{
	struct fb_var_screeninfo mode;
	struct fb_fix_screeninfo layout;
	uint32_t *pixels;
	int screen = open(node, O_RDWR);

	if (screen < 0 || ioctl(screen, FBIOGET_VSCREENINFO, &mode) || ioctl(screen, FBIOGET_FSCREENINFO, &layout))
		return -1;
	pixels = mmap(NULL, layout.smem_len, PROT_READ | PROT_WRITE, MAP_SHARED, screen, 0);
	if (pixels == MAP_FAILED)
		return -1;
	for (uint32_t y = 0; y < mode.yres; y++)
		for (uint32_t x = 0; x < mode.xres; x++)
			pixels[y * layout.line_length / 4 + x] = colour(x * COLUMNS / mode.xres, y * ROWS / mode.yres);
	return 0;
}

int main(int argc, char **argv)
{
	struct input_event event;
	int keys;

	if (argc != 5) {
		fprintf(stderr, "usage: palette NODE KEYS SOCKET BACK\n");
		return 2;
	}
	if (paint(argv[1])) {
		perror(argv[1]);
		return 1;
	}
	keys = open(argv[2], O_RDONLY);
	if (keys < 0) {
		perror(argv[2]);
		return 1;
	}
	while (read(keys, &event, sizeof(event)) == sizeof(event))
		if (event.type == EV_KEY && event.value == 1 && ask_for(argv[3], argv[4]))
			perror(argv[3]);
	return 0;
}
