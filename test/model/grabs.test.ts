import test from "ava";
import type { Grab } from "../../decoders/event.js";
import type { Client } from "../../model/state.js";
import { at, id, observe, PERSONAS, type Plain } from "./at.js";

type Step = Partial<Pick<Grab, "action" | "real">> & { readonly errno?: number };

const after = test.macro((t, steps: readonly Step[], expected: Partial<Plain<Client>>) => {
	const state = observe(...PERSONAS, at(1).opened(), ...steps.map((step, index) => at(index + 10).grab(step)));
	t.like(state.clients.get(id(1)), expected);
	t.is(state.inconsistencies.size, 0);
});

const take = { action: "take", real: true } as const;
const takeVirtual = { action: "take", real: false } as const;
const suspend = { action: "suspend", real: true } as const;
const restore = { action: "restore", real: true } as const;
const release = { action: "release", real: true } as const;
const revoke = { action: "revoke", real: true } as const;

test("a real grab is taken", after, [take], { grab: "real", grabSince: 10 });
test("a virtual grab is taken", after, [takeVirtual], { grab: "virtual", grabSince: 10 });
test("a refused grab takes nothing", after, [{ ...take, errno: 16 }], { grab: "none", grabSince: undefined });
test("a refused second grab leaves the first", after, [takeVirtual, { ...take, errno: 16 }], { grab: "virtual" });
test("a grab is given back", after, [take, release], { grab: "none", grabSince: undefined });
test("an ungrab that is refused gives nothing back", after, [take, { ...release, errno: 22 }], { grab: "real" });
test("a suspended grab is virtual", after, [take, suspend], { grab: "virtual", grabSince: 11 });
test("a restored grab is real", after, [take, suspend, restore], { grab: "real", grabSince: 12 });
test("a virtual grab becomes real", after, [takeVirtual, restore], { grab: "real", grabSince: 11 });
test("a grab that can't be restored stays virtual", after, [take, suspend, { ...restore, errno: 5 }], {
	grab: "virtual",
});
test("told again it is held since it was taken", after, [take, take], { grab: "real", grabSince: 10 });
test("revocation takes the grab and the access", after, [take, revoke], { grab: "none", revoked: true });
test("a refused revocation takes nothing", after, [take, { ...revoke, errno: 22 }], { grab: "real", revoked: false });

test("a grab ends with its client, and is not taken after it", (t) => {
	const state = observe(...PERSONAS, at(1).opened(), at(2).grab(), at(3).closed(), at(3).grab({ action: "suspend" }));
	t.like(state.clients.get(id(1)), { grab: "none", grabSince: undefined });
});
