import test from "ava";
import { noInputDevice } from "../../../model/audit/rule.js";
import { at, observe } from "../at.js";

test("input rules have something to say where there is an input device", (t) => {
	const light = at(1).deviceAppeared({ class: "led", name: "light" });
	t.regex(noInputDevice(observe()) ?? "", /no input device/);
	t.regex(noInputDevice(observe(light)) ?? "", /no input device/);
	t.is(noInputDevice(observe(light, at(1).deviceAppeared())), undefined);
});
