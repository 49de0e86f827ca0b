// SPDX-License-Identifier: GPL-2.0-only
/*
 * draw NODE: draws pictures on a framebuffer and looks at it, as told by the lines of standard input, and answers each with one
 * line of key=value. A request that fails is answered with its negative errno.
 *
 * A picture has a number, and each of its pixels is known from that (see pixel()): whoever knows the number can tell what the
 * screen has to show.
 *
 *	write N		draws picture N by write(2)		map N		draws it through a mapping
 *	check N		how many pixels differ from it, in what read(2) gives and in the mapping
 *	busy WAY N	draws as fast as it can from here on, by write, map or pan: N, N+1, …
 *	idle		ends that: how often it drew
 *	mode W H BITS VIRTUAL		show		pan Y		blank HOW
 *	colours N	sets the whole colour map		getcolours N	how many of it differ
 *	console N	which framebuffer virtual console N is on
 *	bad		requests that must fail
 *	random N SEED	N requests by chance, whatever becomes of them: settings, reads, writes, mappings
 *	quit
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/fb.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int screen;
static uint32_t *memory;
static struct fb_var_screeninfo mode;
static struct fb_fix_screeninfo layout;

/* Shared with who is busy. */
static struct {
	volatile unsigned long frames;
	volatile int enough;
} *work;
static pid_t worker;
static uint32_t luck = 1;

static uint32_t pixel(uint32_t picture, uint32_t x, uint32_t y)
{
	return (x * 73 + y * 151 + picture * 7919) * 2654435761u >> 8;
}

static int ask_mode(void)
{
	return ioctl(screen, FBIOGET_VSCREENINFO, &mode) || ioctl(screen, FBIOGET_FSCREENINFO, &layout) ? -errno : 0;
}

/* A line of a picture, as wide as the canvas. */
static uint32_t *line_of(uint32_t picture, uint32_t y)
{
	static uint32_t line[16384];

	for (uint32_t x = 0; x < mode.xres; x++)
		line[x] = pixel(picture, x, y);
	return line;
}

static uint32_t *mapped(uint32_t y)
{
	return memory + (size_t)y * layout.line_length / sizeof(*memory);
}

static long draw_by_write(uint32_t picture)
{
	long bytes = 0;

	for (uint32_t y = 0; y < mode.yres; y++) {
		ssize_t done = pwrite(screen, line_of(picture, y), mode.xres * 4, (off_t)y * layout.line_length);

		if (done < 0)
			return -errno;
		bytes += done;
	}
	return bytes;
}

static long draw_by_map(uint32_t picture)
{
	for (uint32_t y = 0; y < mode.yres; y++)
		memcpy(mapped(y), line_of(picture, y), mode.xres * 4);
	return (long)mode.xres * mode.yres * 4;
}

static long differing(const uint32_t *one, const uint32_t *other)
{
	long count = 0;

	for (uint32_t x = 0; x < mode.xres; x++)
		count += one[x] != other[x];
	return count;
}

static void check(uint32_t picture)
{
	static uint32_t got[16384];
	long read_wrong = 0, map_wrong = 0;

	for (uint32_t y = 0; y < mode.yres; y++) {
		if (pread(screen, got, mode.xres * 4, (off_t)y * layout.line_length) != (ssize_t)mode.xres * 4)
			read_wrong += mode.xres;
		else
			read_wrong += differing(got, line_of(picture, y));
		map_wrong += differing(mapped(y), line_of(picture, y));
	}
	printf("read=%ld map=%ld\n", read_wrong, map_wrong);
}

static int pan(uint32_t y)
{
	struct fb_var_screeninfo to = mode;

	to.xoffset = 0;
	to.yoffset = y;
	return ioctl(screen, FBIOPAN_DISPLAY, &to) ? -errno : 0;
}

static void be_busy(const char *way, uint32_t picture)
{
	work->frames = 0;
	work->enough = 0;
	worker = fork();
	if (worker)
		return;
	while (!work->enough) {
		if (!strcmp(way, "write"))
			draw_by_write(picture++);
		else if (!strcmp(way, "map"))
			draw_by_map(picture++);
		else
			pan(picture++ % 2);
		work->frames++;
	}
	_exit(0);
}

static unsigned long be_idle(void)
{
	work->enough = 1;
	if (worker > 0)
		waitpid(worker, NULL, 0);
	worker = 0;
	return work->frames;
}

static int set_mode(uint32_t width, uint32_t height, uint32_t bits, uint32_t virtual_height)
{
	struct fb_var_screeninfo to = mode;
	int ret;

	to.xres = to.xres_virtual = width;
	to.yres = height;
	to.bits_per_pixel = bits;
	to.yres_virtual = virtual_height;
	to.xoffset = to.yoffset = 0;
	ret = ioctl(screen, FBIOPUT_VSCREENINFO, &to) ? -errno : 0;
	return ask_mode() ?: ret;
}

static struct fb_cmap colours(uint16_t *table)
{
	return (struct fb_cmap){ .len = 256, .red = table, .green = table + 256, .blue = table + 512 };
}

static int set_colours(uint32_t picture)
{
	static uint16_t table[768];
	struct fb_cmap map = colours(table);

	for (uint32_t i = 0; i < 768; i++)
		table[i] = pixel(picture, i, 0);
	return ioctl(screen, FBIOPUTCMAP, &map) ? -errno : 0;
}

static int differing_colours(uint32_t picture)
{
	static uint16_t table[768];
	struct fb_cmap map = colours(table);
	int count = 0;

	if (ioctl(screen, FBIOGETCMAP, &map))
		return -errno;
	for (uint32_t i = 0; i < 768; i++)
		count += table[i] != (uint16_t)pixel(picture, i, 0);
	return count;
}

static void show(void)
{
	int ret = ask_mode();

	printf("show=%d xres=%u yres=%u bits=%u virtual=%u yoffset=%u line=%u memory=%u id=%s\n", ret, mode.xres, mode.yres,
	       mode.bits_per_pixel, mode.yres_virtual, mode.yoffset, layout.line_length, layout.smem_len, layout.id);
}

static void fails(const char *what, int ret)
{
	printf("%s=%d ", what, ret < 0 ? -errno : ret);
}

static void bad(void)
{
	static uint16_t table[768];
	struct fb_cmap map = colours(table);
	struct fb_var_screeninfo to = mode;
	void *volatile nowhere = (void *)8;
	char byte = 0;

	to.yoffset = mode.yres_virtual - mode.yres + 1;
	fails("pan", ioctl(screen, FBIOPAN_DISPLAY, &to));
	to = mode, to.xres = 100000;
	fails("wide", ioctl(screen, FBIOPUT_VSCREENINFO, &to));
	to = mode, to.xres_virtual = to.yres_virtual = ~0u;
	fails("huge", ioctl(screen, FBIOPUT_VSCREENINFO, &to));
	to = mode, to.xres = to.yres = 0;
	fails("nothing", ioctl(screen, FBIOPUT_VSCREENINFO, &to));
	fails("fault", ioctl(screen, FBIOGET_VSCREENINFO, nowhere));
	map.start = 255;
	fails("colours", ioctl(screen, FBIOPUTCMAP, &map));
	map.start = ~0u, map.len = 2;
	fails("wrap", ioctl(screen, FBIOGETCMAP, &map));
	fails("unknown", ioctl(screen, 0x46ff, 0));
	fails("beyond", pwrite(screen, &byte, 1, layout.smem_len + 1));
	fails("end", pwrite(screen, &byte, 1, layout.smem_len));
	fails("across", pwrite(screen, table, 100, layout.smem_len - 1));
	fails("readend", pread(screen, &byte, 1, layout.smem_len));
	fails("memory", pwrite(screen, nowhere, 100, 0));
	fails("longmap", mmap(NULL, layout.smem_len + 4096, PROT_READ, MAP_SHARED, screen, 0) == MAP_FAILED ? -1 : 0);
	fails("farmap", mmap(NULL, 4096, PROT_READ, MAP_SHARED, screen, 1ll << 40) == MAP_FAILED ? -1 : 0);
	printf("\n");
}

static void console_of(uint32_t console)
{
	struct fb_con2fbmap map = { .console = console, .framebuffer = 99 };
	int ret = ioctl(screen, FBIOGET_CON2FBMAP, &map) ? -errno : 0;

	printf("console=%d framebuffer=%u\n", ret, map.framebuffer);
}

/* xorshift */
static uint32_t chance(uint32_t below)
{
	luck ^= luck << 13;
	luck ^= luck >> 17;
	luck ^= luck << 5;
	return below ? luck % below : luck;
}

static void random_setting(void)
{
	static const unsigned long requests[] = {
		FBIOGET_VSCREENINFO, FBIOPUT_VSCREENINFO, FBIOGET_FSCREENINFO, FBIOGETCMAP,
		FBIOPUTCMAP, FBIOPAN_DISPLAY, FBIOBLANK, FBIO_CURSOR, FBIOGET_CON2FBMAP,
	};
	unsigned long request = requests[chance(sizeof(requests) / sizeof(*requests))];
	uint32_t *words;
	union {
		struct fb_var_screeninfo mode;
		struct fb_fix_screeninfo layout;
		uint32_t words[64];
	} any = { .mode = mode };

	/* What is almost right goes further than noise. A colour map would point anywhere. */
	words = any.words;
	for (uint32_t i = chance(4); i; i--)
		words[chance(40)] = chance(2) ? chance(0) : chance(2000);
	if (request == FBIOBLANK)
		ioctl(screen, request, chance(8));
	else
		ioctl(screen, request, chance(16) ? (void *)&any : (void *)(uintptr_t)chance(0));
}

static void random_transfer(void)
{
	static char bytes[1 << 16];
	uint32_t length = chance(sizeof(bytes));
	off_t at = chance(4) ? chance(layout.smem_len) : (off_t)chance(0) << chance(32);

	if (chance(2))
		pread(screen, bytes, length, at);
	else
		pwrite(screen, bytes, length, at);
}

static void random_mapping(void)
{
	size_t length = (size_t)(1 + chance(2 * layout.smem_len / 4096)) * 4096;
	off_t at = (off_t)chance(layout.smem_len / 4096) * 4096;
	char *bytes = mmap(NULL, length, PROT_READ | PROT_WRITE, chance(4) ? MAP_SHARED : MAP_PRIVATE, screen, at);

	if (bytes == MAP_FAILED)
		return;
	for (int i = 0; i < 16; i++)
		bytes[chance(length)] = i;
	munmap(bytes + chance(length / 4096) * 4096, 4096);
	munmap(bytes, length);
}

static void be_random(uint32_t count, uint32_t seed)
{
	luck = seed | 1;
	while (count--) {
		uint32_t what = chance(8);

		if (what < 5)
			random_setting();
		else if (what < 7)
			random_transfer();
		else
			random_mapping();
	}
}

static int obey(const char *line)
{
	char name[16] = "", way[16] = "";
	unsigned int a = 0, b = 0, c = 0, d = 0;

	sscanf(line, "%15s %u %u %u %u", name, &a, &b, &c, &d);
	if (!strcmp(name, "write"))
		printf("write=%ld\n", draw_by_write(a));
	else if (!strcmp(name, "map"))
		printf("map=%ld\n", draw_by_map(a));
	else if (!strcmp(name, "check"))
		check(a);
	else if (sscanf(line, "busy %15s %u", way, &a) == 2)
		be_busy(way, a), printf("busy=%s\n", way);
	else if (!strcmp(name, "idle"))
		printf("frames=%lu\n", be_idle());
	else if (!strcmp(name, "mode"))
		printf("mode=%d\n", set_mode(a, b, c, d));
	else if (!strcmp(name, "show"))
		show();
	else if (!strcmp(name, "pan"))
		printf("pan=%d\n", pan(a));
	else if (!strcmp(name, "blank"))
		printf("blank=%d\n", ioctl(screen, FBIOBLANK, a) ? -errno : 0);
	else if (!strcmp(name, "colours"))
		printf("colours=%d\n", set_colours(a));
	else if (!strcmp(name, "getcolours"))
		printf("getcolours=%d\n", differing_colours(a));
	else if (!strcmp(name, "console"))
		console_of(a);
	else if (!strcmp(name, "bad"))
		bad();
	else if (!strcmp(name, "random"))
		be_random(a, b), printf("random=%u\n", a);
	else if (!strcmp(name, "quit"))
		return 0;
	else
		printf("unknown=%s\n", name);
	return 1;
}

int main(int argc, char **argv)
{
	char line[128];

	if (argc != 2) {
		fprintf(stderr, "usage: draw NODE\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	screen = open(argv[1], O_RDWR);
	if (screen < 0 || ask_mode()) {
		perror(argv[1]);
		return 1;
	}
	memory = mmap(NULL, layout.smem_len, PROT_READ | PROT_WRITE, MAP_SHARED, screen, 0);
	work = mmap(NULL, sizeof(*work), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED || work == MAP_FAILED) {
		perror("mmap");
		return 1;
	}
	printf("node=%s pid=%d\n", argv[1], getpid());
	while (fgets(line, sizeof(line), stdin) && obey(line))
		;
	be_idle();
	return 0;
}
