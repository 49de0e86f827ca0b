/** The palette demo: the screen is the palette's while the phone is on hold, and a key brings the phone back. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { ownFolder } from "../folder.js";
import { bootFor, guestTest } from "../vm/guest.js";
import { HEIGHT, judgeScreen, type Wanted, WIDTH } from "./screen.js";

/** As in kernel/personas/palette.c. */
const palette: Wanted = (x, y) => {
	const column = Math.floor((x * 8) / WIDTH);
	const row = Math.floor((y * 5) / HEIGHT);
	return ((column * 36) << 16) | ((row * 63) << 8) | (((column + row) % 8) * 36);
};

/** Its bar has been all over the screen when it has painted for a while; before that, some of it is black. */
const PHONE = 0x3465a4;
const phone: Wanted = (x, y) => (x === 0 && y < 16 ? PHONE : undefined);

guestTest("the palette puts the phone on hold, and a key brings it back", async (t, guest) => {
	const folder = ownFolder();
	const run = await bootFor(t, guest, { scenario: "kernel/scenarios/palette.sh", args: ["pictures"] });
	const seen: string[] = [];
	const service: string[] = [];
	let pids = "";
	for await (const line of run.results) {
		const [, what] = /^screen (phone|palette)$/.exec(line) ?? [];
		if (what !== undefined) {
			const path = join(folder, "screen.ppm");
			const complaint = await judgeScreen(run, path, what === "palette" ? palette : phone);
			seen.push(complaint === undefined ? what : `${what}: ${complaint}`);
			// The picture for the docs: DEVNS_PICTURE=docs/palette.png
			if (what === "palette" && process.env.DEVNS_PICTURE) {
				await run.screendump(join(folder, "palette.png"));
				await copyFile(join(folder, "palette.png"), process.env.DEVNS_PICTURE);
			}
			run.control.write("seen\n");
		}
		if (line.startsWith("service ")) service.push(line.replace(/ by=\d+/, ""));
		if (line.startsWith("phone=")) pids = line;
	}
	const outcome = await run.done;
	t.true(outcome.ok, `${outcome.why}\n${outcome.tail.join("\n")}`);
	t.deepEqual(seen, ["phone", "palette", "phone"]);
	t.deepEqual(service, [
		"service asked=phone errno=0",
		"service asked=palette errno=0",
		"service asked=phone errno=0",
		"service asked=? errno=2",
	]);
	t.regex(pids, /^phone=\d+ palette=\d+$/);
});
