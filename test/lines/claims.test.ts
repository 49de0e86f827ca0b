/** The lines of probes/stock/binder.bt and loop.bt. */
import test from "ava";
import { deviceNumber, NO_CLIENT } from "../../decoders/event.js";
import { bytesOf, hear, printed, words } from "./hearer.js";

const heard = (line: string) => hear([bytesOf(printed(line))])[0];

test("who became the context manager of a binder device, or was refused it", (t) => {
	const device = deviceNumber(10, 123);
	const claim = { kind: "claim", t: 5, class: "binder", device, client: NO_CLIENT, what: "manager", persona: 12 };
	t.like(heard(`bm 5 0 1 ${device} 12 70 3 ${words("servicemanager")} 0`), {
		...claim,
		taken: true,
		process: { pid: 70, innerPid: 3, comm: "servicemanager" },
		errno: 0,
		existing: false,
	});
	t.like(heard(`bm 5 0 1 ${device} 12 70 3 ${words("second")} -16`), { ...claim, taken: true, errno: 16 });
	t.like(heard(`bm 5 0 0 ${device} 12 70 3 ${words("servicemanager")} 0`), { ...claim, taken: false, errno: 0 });
});

test("who gave a device-mapper target its table, and took it away", (t) => {
	const device = deviceNumber(254, 3);
	const claim = { kind: "claim", t: 5, class: "mapper", device, client: NO_CLIENT, what: "table", persona: 12 };
	t.like(heard(`mt 5 0 1 ${device} 12 70 3 ${words("dmsetup")} 0`), { ...claim, taken: true, errno: 0 });
	t.like(heard(`mt 5 0 0 ${device} 12 70 3 ${words("dmsetup")} 0`), { ...claim, taken: false, errno: 0 });
});

test("who gave a loop device its file, and took it away", (t) => {
	const device = deviceNumber(7, 1);
	const claim = { kind: "claim", t: 5, class: "loop", device, client: NO_CLIENT, what: "backing", persona: 12 };
	t.like(heard(`lb 5 0 1 ${device} 12 70 3 ${words("losetup")} 0`), { ...claim, taken: true, errno: 0 });
	t.like(heard(`lb 5 0 0 ${device} 12 70 3 ${words("losetup")} -6`), { ...claim, taken: false, errno: 6 });
});
