/** Rows are kept from one picture to the next, and must not be those of another state. */
import test from "ava";
import { createModel } from "../../model/model.js";
import { snapshot } from "../../model/snapshot.js";
import { idsOf, logRows, rowIds, switchRows } from "../../tui/rows.js";
import { sceneOf } from "../../tui/scene.js";
import { SMALL, uiOf } from "./stage.js";
import { session, story } from "./story.js";

const sceneIn = (state: Parameters<typeof sceneOf>[0]) => sceneOf(state, uiOf(SMALL), []);

test("the rows of the log and of the switches are those of the state, whatever was shown before", (t) => {
	const model = createModel({ switchHistory: 4, logHistory: 20 });
	const states = [];
	for (const event of story()) {
		model.apply([event]);
		const { state } = model;
		const scene = sceneIn(state);
		t.deepEqual(
			logRows(scene).map(({ item }) => item),
			state.log,
		);
		t.deepEqual(
			switchRows(scene).map(({ id }) => id),
			state.switches.map(({ id }) => String(id)),
		);
		t.is(rowIds(scene, "log")[0], state.log.length === 0 ? undefined : String(state.logForgotten));
		if (event.kind === "switch-ended") states.push(snapshot(state));
	}
	t.true(model.state.logForgotten > 0 && model.state.switchesForgotten > 0);
	for (const state of states.reverse())
		t.deepEqual(
			switchRows(sceneIn(state)).map(({ item }) => item),
			state.switches,
		);
	model.apply([session()]);
	t.deepEqual(rowIds(sceneIn(model.state), "switches"), []);
});

test("where nothing was added they are not made anew", (t) => {
	const model = createModel();
	model.apply(story());
	const [before, after] = [logRows(sceneIn(model.state)), logRows(sceneIn(model.state))];
	t.is(before, after);
	t.is(idsOf(before), idsOf(after));
});
