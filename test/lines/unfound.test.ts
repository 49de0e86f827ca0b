/** Files that were open before the probes: found, closed meanwhile, or in use by nobody who was found to have them. */
import test from "ava";
import { clientNumbers, Files } from "../../decoders/lines/files.js";
import { bytesOf, hear, map, printed, words } from "./hearer.js";

/** Somebody looks, and finds these. */
const looked = (...found: readonly string[]): Files => {
	const files = new Files(clientNumbers());
	files.look();
	for (const address of found) files.found(address);
	files.looked();
	return files;
};

const counts = (...addresses: readonly string[]): string =>
	printed("tl 100 0") + map("@delivery_at", addresses.map((address) => `"${address}": [90, 4, 0]`).join(", "));

const heard = (files: Files, ...lines: readonly string[]) =>
	hear([bytesOf(lines.join(""))], { files }).map((event) => [event.kind, "count" in event ? event.count : undefined]);

test("what nobody was found to have, and still gets input, is a loss, told once", (t) => {
	t.deepEqual(heard(looked("-5"), counts("-5", "-6", "-7"), counts("-6", "-7"), printed("eg 110 0 -6 0 0 1 0")), [
		["delivery", undefined],
		["loss", 2],
	]);
});

test("a packet, a grab or a last count tells of it as well", (t) => {
	for (const line of [
		"ed 50 0 -6 0 4 2 1",
		"eg 50 0 -6 0 0 1 0",
		"ec 50 0 -6 0 9 0 0 0 0 0",
		"ec 50 0 -6 0 0 0 0 0 0 1",
	])
		t.deepEqual(heard(looked(), printed(line)), [["loss", 1]], line);
});

test("a display's role that is taken through a file that the line does not know is none", (t) => {
	const role = (file: string): string => printed(`cl 50 0 0 1 ${file} 236978176 402 611 3 ${words("x")} 0`);
	t.deepEqual(heard(looked(), role("0 0")), [["claim", undefined]]);
	t.deepEqual(heard(looked(), role("-6 0")), [
		["claim", undefined],
		["loss", 1],
	]);
});

test("one that got nothing until it closed is none", (t) => {
	t.deepEqual(heard(looked(), printed("ec 50 0 -6 0 0 0 0 0 0 0")), []);
});

test("until all was asked for, and of what closed meanwhile, nothing is said", (t) => {
	const files = new Files(clientNumbers());
	t.deepEqual(heard(files, counts("-6")), []);
	files.look();
	t.deepEqual(heard(files, counts("-6"), printed("ec 120 0 -6 0 9 0 0 0 0 0")), []);
	files.looked();
	t.deepEqual(heard(files, counts("-6")), []);
});

test("what is found later is told with all that it got before", (t) => {
	const files = new Files(clientNumbers());
	const first = counts("-6");
	t.deepEqual(heard(files, first), []);
	files.look();
	files.found("-6");
	files.looked();
	t.deepEqual(heard(files, first), [["delivery", undefined]]);
});
