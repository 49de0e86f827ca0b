// SPDX-License-Identifier: GPL-2.0-only
/*
 * A client's mouse: what it answers, byte by byte, as a PS/2 mouse does and, once
 * it was asked to in their secret ways, an IntelliMouse or its Explorer.
 *
 * A packet is a byte of buttons (bits 0 to 2), a one (bit 3) and the signs of both
 * motions (4 and 5); the motion to the right; the motion up. The lesser mice
 * have the buttons that they lack on others, so that they do something. Motion
 * that does not fit is in the packets that follow.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "mouse.h"

enum command {
	GET_INFO = 0xe9,
	GET_PACKET = 0xeb,
	GET_ID = 0xf2,
	SET_RATE = 0xf3,
	RESET = 0xff,
};

#define ACKNOWLEDGED 0xfa
#define SELF_TEST_PASSED 0xaa
#define IS_ENABLED_AND_SCALES 0x60
#define RESOLUTION 3
#define RATE 200

#define ALWAYS_ONE 0x08
#define RIGHT_IS_NEGATIVE 0x10
#define UP_IS_NEGATIVE 0x20

/* Rates that nobody would set one after the other. */
static const u8 to_intellimouse[] = { SET_RATE, 200, SET_RATE, 100, SET_RATE, 80 };
static const u8 to_explorer[] = { SET_RATE, 200, SET_RATE, 200, SET_RATE, 80 };

static const u8 ids[] = {
	[MS_PS2] = 0,
	[MS_INTELLIMOUSE] = 3,
	[MS_EXPLORER] = 4,
};

/* As much of the rest as one packet can tell. */
static int part(int *rest, int most)
{
	int now = clamp(*rest, -most, most);

	*rest -= now;
	return now;
}

static u8 three_buttons(u8 buttons)
{
	u8 three = buttons & (MS_LEFT | MS_RIGHT | MS_MIDDLE);

	if (buttons & MS_FOURTH)
		three |= MS_MIDDLE;
	if (buttons & MS_FIFTH)
		three |= MS_RIGHT;
	return three;
}

/* The oldest step's next packet. Without one it says that nothing moves. */
static unsigned int put_packet(struct ms_client *client, u8 *to)
{
	struct ms_step none = { .buttons = client->told }, *step = &none;
	struct ms_motion *motion;
	unsigned int size = 4;
	int dx, dy;
	u8 buttons;

	if (client->head != client->tail)
		step = &client->steps[client->tail % MS_STEPS];
	motion = &step->motion;
	buttons = step->buttons;
	dx = part(&motion->dx, 127);
	dy = part(&motion->dy, 127);

	switch (client->protocol) {
	case MS_EXPLORER:
		to[3] = (part(&motion->dz, 7) & 0x0f) | (buttons & (MS_FOURTH | MS_FIFTH)) << 1;
		buttons &= ~(MS_FOURTH | MS_FIFTH);
		break;
	case MS_INTELLIMOUSE:
		to[3] = part(&motion->dz, 127);
		break;
	case MS_PS2:
		motion->dz = 0;
		size = 3;
	}
	to[0] = three_buttons(buttons) | ALWAYS_ONE | (dx < 0 ? RIGHT_IS_NEGATIVE : 0) |
		(dy < 0 ? UP_IS_NEGATIVE : 0);
	to[1] = dx;
	to[2] = dy;

	if (step != &none && !motion->dx && !motion->dy && !motion->dz) {
		client->told = step->buttons;
		client->total += step->reports;
		WRITE_ONCE(client->tail, client->tail + 1);
	}
	return size;
}

/* Return: whether @byte ends the sequence, of which @said have been said. */
static bool hears(const u8 *sequence, unsigned int length, unsigned int *said, u8 byte)
{
	*said = byte == sequence[*said] ? *said + 1 : 0;
	if (*said < length)
		return false;
	*said = 0;
	return true;
}

static void hear_sequences(struct ms_client *client, u8 byte)
{
	if (hears(to_explorer, sizeof(to_explorer), &client->explorer, byte))
		client->protocol = MS_EXPLORER;
	if (hears(to_intellimouse, sizeof(to_intellimouse), &client->intellimouse, byte))
		client->protocol = MS_INTELLIMOUSE;
}

/* The answer takes the place of whatever of the last one was not read yet. */
void ms_command(struct ms_client *client, u8 byte)
{
	u8 *answer = client->answer;
	unsigned int size = 0;

	hear_sequences(client, byte);
	answer[size++] = ACKNOWLEDGED;
	switch (byte) {
	case GET_PACKET:
		size += put_packet(client, &answer[size]);
		break;
	case GET_ID:
		answer[size++] = ids[client->protocol];
		break;
	case GET_INFO:
		answer[size++] = IS_ENABLED_AND_SCALES;
		answer[size++] = RESOLUTION;
		answer[size++] = RATE;
		break;
	case RESET:
		client->protocol = MS_PS2;
		client->explorer = 0;
		client->intellimouse = 0;
		answer[size++] = SELF_TEST_PASSED;
		answer[size++] = ids[MS_PS2];
		break;
	}
	WRITE_ONCE(client->answer_begin, 0);
	WRITE_ONCE(client->answer_end, size);
}

/* One read(2): what is left of an answer, or of a packet, or else the next packet. Return: how many bytes. */
unsigned int ms_take(struct ms_client *client, u8 *to, unsigned int count)
{
	if (client->answer_begin == client->answer_end && client->head != client->tail) {
		WRITE_ONCE(client->answer_begin, 0);
		WRITE_ONCE(client->answer_end, put_packet(client, client->answer));
	}
	count = min(count, client->answer_end - client->answer_begin);
	memcpy(to, &client->answer[client->answer_begin], count);
	WRITE_ONCE(client->answer_begin, client->answer_begin + count);
	return count;
}
