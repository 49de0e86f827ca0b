// SPDX-License-Identifier: GPL-2.0-only
/*
 * A 32-bit program on a 64-bit kernel, without a C library, for whose sake the
 * event nodes have a second layout of events, bitmaps and effects.
 *
 *	read_input32 NODE
 *
 * Prints what it finds, then reads events until it was interrupted or the node is
 * gone, printing each as type code value.
 */
typedef unsigned int u32;
typedef unsigned short u16;

struct event32 {
	u32 seconds, microseconds;
	u16 type, code;
	int value;
};

#define SYS_EXIT 1
#define SYS_READ 3
#define SYS_WRITE 4
#define SYS_OPEN 5
#define SYS_IOCTL 54

#define O_RDWR 2

#define EVIOC(direction, number, size) ((direction) << 30 | (size) << 16 | 'E' << 8 | (number))
#define GET 2u
#define PUT 1u

static int call(int number, int a, int b, int c)
{
	int ret;

	asm volatile("int $0x80" : "=a"(ret) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory");
	return ret;
}

static void print(const char *text)
{
	int length = 0;

	while (text[length])
		length++;
	call(SYS_WRITE, 1, (int)text, length);
}

static void print_number(int number)
{
	char digits[12], *digit = digits + sizeof(digits) - 1;
	u32 rest = number < 0 ? -(u32)number : (u32)number;

	*digit = 0;
	do
		*--digit = '0' + rest % 10;
	while (rest /= 10);
	if (number < 0)
		*--digit = '-';
	print(digit);
}

static void answer(const char *name, int number)
{
	print(name);
	print("=");
	print_number(number);
	print(" ");
}

static void tell_layouts(int node)
{
	struct event32 event = { .type = 0, .code = 0 };
	u32 words[24];
	int effect[11] = { 0x50 | 0xffff0000 };

	/* A bitmap is a multiple of 4 bytes, not of 8: of REL_CNT bits, one word. */
	answer("rel", call(SYS_IOCTL, node, EVIOC(GET, 0x22, 96), (int)words));
	answer("key", call(SYS_IOCTL, node, EVIOC(GET, 0x21, 96), (int)words));
	answer("low", words[0] != 0);
	answer("grab", call(SYS_IOCTL, node, EVIOC(PUT, 0x90, 4), 1));
	answer("ungrab", call(SYS_IOCTL, node, EVIOC(PUT, 0x90, 4), 0));
	/* The effect ends with a pointer, so it is 44 bytes here and 48 natively. */
	answer("effect", call(SYS_IOCTL, node, EVIOC(PUT, 0x80, 44), (int)effect));
	answer("effect48", call(SYS_IOCTL, node, EVIOC(PUT, 0x80, 48), (int)effect));
	answer("write", call(SYS_WRITE, node, (int)&event, sizeof(event)));
	answer("short", call(SYS_READ, node, (int)&event, sizeof(event) - 1));
	print("\n");
}

__attribute__((used)) static void run(int *stack)
{
	struct event32 events[4];
	int node = call(SYS_OPEN, stack[0] > 1 ? stack[2] : 0, O_RDWR, 0), got, i;

	if (node < 0) {
		answer("open", node);
		print("\n");
		call(SYS_EXIT, 1, 0, 0);
	}
	tell_layouts(node);
	while ((got = call(SYS_READ, node, (int)events, sizeof(events))) > 0) {
		for (i = 0; i < got / (int)sizeof(*events); i++) {
			print_number(events[i].type);
			print(" ");
			print_number(events[i].code);
			print(" ");
			print_number(events[i].value);
			print("\n");
		}
	}
	call(SYS_EXIT, 0, 0, 0);
}

asm(".globl _start\n"
    "_start:\n"
    "	mov %esp, %eax\n"
    "	push %eax\n"
    "	call run\n");
