/** What a page says of the past begins and ends when things happened, not when they were looked at. */
import test from "ava";
import { ROOT_INUM } from "../../decoders/event.js";
import { activeOver, ownersOver } from "../../tui/history.js";
import { sceneOf } from "../../tui/scene.js";
import { momentsOf, SMALL, uiOf } from "./stage.js";
import { A, B, MS, opening, SECOND, story, switched } from "./story.js";

const sceneAfter = (events: Parameters<typeof momentsOf>[0]) => {
	const { state, past } = momentsOf(events);
	return sceneOf(state, uiOf(SMALL), past);
};

test("a persona is active from the moment of the switch, though the next picture of it came later", (t) => {
	const scene = sceneAfter([...opening(), ...switched(1, ROOT_INUM, A, 2 * SECOND), ...switched(2, A, B, 5 * SECOND)]);
	const flips = [2 * SECOND + 1.8 * MS, 5 * SECOND + 1.8 * MS];
	const [first, second] = activeOver(scene).slice(-2);
	t.deepEqual([first?.from, first?.to, second?.from], [flips[0], flips[1], flips[1]] as never);
	t.is(second?.to, scene.state.now);
});

test("stretches follow each other without a hole", (t) => {
	const scene = sceneAfter(story());
	const owners = [...scene.state.devices.keys()].map((device) => ownersOver(scene, device));
	t.true(owners.some((all) => all.length > 5));
	for (const all of owners) {
		for (const [index, { from, to }] of all.entries()) {
			t.true(from <= to);
			if (index > 0) t.is(all[index - 1]?.to, from);
		}
	}
});
