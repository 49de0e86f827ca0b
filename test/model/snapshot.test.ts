import test from "ava";
import { createModel } from "../../model/model.js";
import { snapshot } from "../../model/snapshot.js";
import { at, BLUE, PERSONAS, PREAMBLE, ROOT, wholeSwitch } from "./at.js";

const [request, ...rest] = wholeSwitch(1000, 1, ROOT, BLUE);
const begun = [...PREAMBLE, ...PERSONAS, at(1).deviceAppeared(), at(2).opened(), ...(request ? [request] : [])];
const more = [
	...rest,
	at(2000).switchFirst(),
	at(3000).delivery({ delivered: 3 }),
	at(3001).personaNamed(),
	at(3002).grab(),
	at(3003).closed(),
	at(3004).request(),
	at(3005).personaGone(),
	at(3006).reject(),
	at(3007).closed({ client: 9 }),
	at(3008).probe({ probe: "other" }),
];

test("the state is a live view", (t) => {
	const model = createModel();
	const { state } = model;
	model.apply(begun);
	t.is(state.clients.size, 1);
	model.apply([at(0).session()]);
	t.is(state.clients.size, 0);
	t.is(model.state, state);
});

test("a snapshot stays as it is", (t) => {
	const model = createModel();
	model.apply(begun);
	const taken = snapshot(model.state);
	const expected = structuredClone({ ...model.state });
	model.apply(more);
	t.deepEqual(taken, expected);
	t.notDeepEqual(snapshot(model.state), expected);
});
