/** The framebuffer's scenario, with QEMU as the witness of what is on the screen, pixel by pixel. */
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import type { Guest } from "../../kernel/vm/index.js";
import { ownFolder } from "../folder.js";
import { bootFor, guestTest } from "../vm/guest.js";
import { judgeScreen, type Wanted } from "./screen.js";

/** As in kernel/personas/draw.c. */
const pictureOf =
	(picture: number): Wanted =>
	(x, y) =>
		(Math.imul(x * 73 + y * 151 + picture * 7919, 2654435761) >>> 8) & 0xffffff;
const black: Wanted = () => 0;

const SCREEN = /^screen (.+): (\w+)$/;

const TIMEOUT_MS = 180_000;

const look = async (t: ExecutionContext, guest: Guest): Promise<void> => {
	const path = join(ownFolder(), "screen.ppm");
	const run = await bootFor(t, guest, {
		scenario: "kernel/scenarios/framebuffer.sh",
		args: ["pictures"],
		timeoutMs: TIMEOUT_MS,
	});
	const wrong: string[] = [];
	let [judged, looked] = [0, 0];
	for await (const line of run.results) {
		const [, what, picture] = SCREEN.exec(line) ?? [];
		if (what !== undefined && picture !== undefined) {
			const complaint = await judgeScreen(run, path, picture === "black" ? black : pictureOf(Number(picture)));
			if (complaint !== undefined) wrong.push(`screen, ${what}: ${complaint} from picture ${picture}`);
			run.control.write("seen\n");
			looked++;
		} else if (line.startsWith("not ok")) wrong.push(line);
		else if (line.startsWith("ok")) judged++;
	}
	const outcome = await run.done;
	t.deepEqual(wrong, []);
	t.true(judged >= 160, `${judged} lines were ok`);
	t.true(looked >= 50, `the screen was looked at ${looked} times`);
	t.true(outcome.ok, `${outcome.why}\n${outcome.tail.join("\n")}`);
};

guestTest("the screen shows what the active persona drew, whatever the others draw", look, {
	each: true,
	timeoutMs: TIMEOUT_MS,
});
