// SPDX-License-Identifier: GPL-2.0-only
/*
 * paint NODE COLOUR [FRAMES [MILLISECONDS]]: draws on a framebuffer, a bar of a colour (RRGGBB) that wanders down the screen.
 *
 * Each frame is one write(2) of one band of lines, every tenth frame pans to 0,0 as well. FRAMES 0, the default, is for ever.
 * At its end, or on SIGTERM, it says what it did: `writes=… bytes=… pans=…`.
 */
#include <fcntl.h>
#include <linux/fb.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BAND_LINES 16

static volatile sig_atomic_t ended;

static void end(int signal)
{
	(void)signal;
	ended = 1;
}

int main(int argc, char **argv)
{
	struct fb_var_screeninfo mode;
	struct fb_fix_screeninfo layout;
	unsigned long writes = 0, bytes = 0, pans = 0, frames, pause;
	uint32_t colour, *band;
	size_t size;
	int screen;

	if (argc < 3) {
		fprintf(stderr, "usage: paint NODE COLOUR [FRAMES [MILLISECONDS]]\n");
		return 2;
	}
	colour = strtoul(argv[2], NULL, 16);
	frames = argc > 3 ? strtoul(argv[3], NULL, 10) : 0;
	pause = argc > 4 ? strtoul(argv[4], NULL, 10) : 100;
	screen = open(argv[1], O_RDWR);
	if (screen < 0 || ioctl(screen, FBIOGET_VSCREENINFO, &mode) || ioctl(screen, FBIOGET_FSCREENINFO, &layout)) {
		perror(argv[1]);
		return 1;
	}
	if (mode.bits_per_pixel != 32) {
		fprintf(stderr, "%s: %u bits a pixel; this draws 32 only\n", argv[1], mode.bits_per_pixel);
		return 1;
	}
	size = (size_t)layout.line_length * BAND_LINES;
	band = malloc(size);
	if (!band)
		return 1;
	for (size_t i = 0; i < size / sizeof(*band); i++)
		band[i] = colour;
	signal(SIGTERM, end);
	signal(SIGINT, end);

	for (unsigned long frame = 0; !ended && (frames == 0 || frame < frames); frame++) {
		struct timespec rest = { pause / 1000, pause % 1000 * 1000000 };
		off_t line = frame % (mode.yres / BAND_LINES) * BAND_LINES;
		ssize_t done = pwrite(screen, band, size, line * layout.line_length);

		if (done < 0) {
			perror("write");
			return 1;
		}
		writes++;
		bytes += done;
		if (frame % 10 == 9 && ioctl(screen, FBIOPAN_DISPLAY, &mode) == 0)
			pans++;
		nanosleep(&rest, NULL);
	}
	printf("writes=%lu bytes=%lu pans=%lu\n", writes, bytes, pans);
	return 0;
}
