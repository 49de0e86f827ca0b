import test from "ava";
import { ALL } from "../../report/selection.js";
import { selectionOf } from "../../tui/selection.js";
import { stateOf } from "./stage.js";
import { story } from "./story.js";

const STATE = stateOf(story());

const chosen = (filter: string) => {
	const only = selectionOf(STATE, filter);
	return {
		personas: [...STATE.personas.values()].filter(only.persona).map(({ names }) => names.get("tag")),
		classes: new Set([...STATE.devices.values()].filter(only.device).map((device) => device.class)),
		switches: STATE.switches.filter(only.switched).length,
		clients: [...STATE.clients.values()].filter(only.pair).length,
		entries: STATE.log.filter(only.entry).length,
	};
};

test("no filter is all, and says nothing of itself", (t) => {
	t.is(selectionOf(STATE, ""), ALL);
	t.is(selectionOf(STATE, "  "), ALL);
});

test("what fits is chosen by the rules of the dashboard's lists, and what does not is not", (t) => {
	const red = chosen("persona:red");
	t.deepEqual(red.personas, ["RED"]);
	t.true(red.clients > 0 && red.clients < STATE.clients.size);
	t.true(red.switches > 0 && red.switches <= STATE.switches.length);
	t.true(red.entries > 0 && red.entries < STATE.log.length);
	t.deepEqual([...chosen("class:led").classes], ["led"]);
	const nobody = chosen("no-such-name");
	t.deepEqual(
		{ ...nobody, classes: nobody.classes.size },
		{
			personas: [],
			classes: 0,
			switches: 0,
			clients: 0,
			entries: 0,
		},
	);
});
