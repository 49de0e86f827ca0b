/** Names meant to break a screen: markup, escapes, lines, wide and joined characters, marks. */
import type { Event } from "../../decoders/event.js";
import { deviceNumber } from "../../decoders/event.js";
import { device, inum, named, opened, persona, process, SECOND } from "./story.js";

export const HOSTILE: readonly string[] = [
	"{bold}{red-fg}x{/}",
	"\u001b[31mred\u001b[0m\n",
	"日本語キーボード名前",
	"👨\u200d👩\u200d👧 family 🎮🎮",
	"e\u0301\u0301\u0301\u0301\u0301\u0301zalgo",
	"हिन्दी कीबोर्ड",
	"\u202egnirts",
	"❤\ufe0f heart ☕ ok",
	"🇩🇪🇫🇷 flags",
	"한국어 조합",
	"ﾊﾝｶｸ",
	"─│╭ fake box",
	"\u0301\u0302 marks first",
];

const T = 23 * SECOND;

/** A persona and a device of each name, the device opened by a program of that name. */
export const intruders = (): readonly Event[] =>
	HOSTILE.flatMap((text, index) => {
		const key = inum(5000 + index);
		const number = deviceNumber(13, 80 + index);
		return [
			persona(key, 2000 + index, text, T),
			named(key, index % 2 === 0 ? "tag" : "container", text, T),
			device("input", number, `event${16 + index}`, text, T),
			opened(100 + index, key, number, process(2100 + index, text), T),
		];
	});
