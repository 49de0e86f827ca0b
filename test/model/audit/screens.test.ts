import test from "ava";
import { deviceNumber, type Name } from "../../../decoders/event.js";
import { isFramebufferPhase, isOfOwnFramebuffer, noFramebufferOfPersonas } from "../../../model/audit/screens.js";
import { at, BLUE, observe, ROOT, wholeSwitch } from "../at.js";

const own = deviceNumber(10, 120);
const physical = deviceNumber(29, 0);

test("what only a framebuffer of each persona's own tells of", (t) => {
	t.true(isOfOwnFramebuffer(at(1).checksum({ device: own })));
	t.true(isOfOwnFramebuffer(at(1).drawnThrough({ device: own })));
	t.true(isOfOwnFramebuffer(at(1).drawnLost()));
	t.true(isOfOwnFramebuffer(at(1).drawnBehind({ behind: 1 })));
	t.false(isOfOwnFramebuffer(at(1).drawnBehind({ behind: 0 })), "told at every flip, drawn or not");
	t.false(isOfOwnFramebuffer(at(1).update()));
	t.false(isOfOwnFramebuffer(at(1).screen()));
});

test("its driver's part in a switch", (t) => {
	t.true(isFramebufferPhase(at(1).driverBegan({ driver: "framebuffer" })));
	t.false(isFramebufferPhase(at(1).driverBegan({ driver: "input" })));
	t.false(isFramebufferPhase(at(1).driverEnded({ driver: "framebuffer" })));
});

test("there is one where a device of the class is not the physical one, or its driver took part in a switch", (t) => {
	const device = (number: number, more = {}) => at(1).deviceAppeared({ class: "framebuffer", device: number, ...more });
	t.is(noFramebufferOfPersonas(observe(device(own))), undefined);
	t.regex(noFramebufferOfPersonas(observe(device(physical))) ?? "", /share the physical one/);
	t.regex(noFramebufferOfPersonas(observe(at(1).deviceAppeared())) ?? "", /share the physical one/);
	const switched = wholeSwitch(10, 1, ROOT, BLUE);
	t.regex(noFramebufferOfPersonas(observe(...switched)) ?? "", /share the physical one/);
	const drawn = switched.map((event) =>
		event.kind === "driver-began" || event.kind === "driver-ended"
			? { ...event, driver: "framebuffer" as Name }
			: event,
	);
	t.is(noFramebufferOfPersonas(observe(...drawn)), undefined);
});
