import test from "ava";
import { parsePolicy } from "../../../../model/audit/policy/parse.js";

const good = {
	schema: 1,
	default: "allow",
	statements: [
		{
			id: "no-pads",
			effect: "deny",
			why: "x",
			actions: ["read"],
			persona: { container: "b*" },
			device: { class: "input", name: "*pad" },
			when: "background",
		},
	],
};

test("a policy is what it says", (t) => {
	t.deepEqual(parsePolicy(JSON.stringify(good)), {
		is: "policy",
		policy: { default: "allow", statements: good.statements },
	} as never);
});

test("a persona is meant by any of its names, its runtime and its cgroup", (t) => {
	const persona = {
		tag: "a",
		comm: "b",
		hostname: "c",
		container: "d",
		cgroup: "/machine.slice/*",
		runtime: "docker",
		host: false,
	};
	const parsed = parsePolicy(JSON.stringify({ ...good, statements: [{ ...good.statements[0], persona }] }));
	t.deepEqual(parsed.is === "policy" ? parsed.policy.statements[0]?.persona : undefined, persona);
});

test("what is left out has a plain meaning", (t) => {
	const parsed = parsePolicy('{"schema":1,"statements":[{"id":"a","effect":"allow"}]}');
	t.deepEqual(parsed, {
		is: "policy",
		policy: {
			default: "allow",
			statements: [
				{
					id: "a",
					effect: "allow",
					why: "",
					actions: ["open", "read", "grab", "draw", "set"],
					persona: {},
					device: {},
					when: "always",
				},
			],
		},
	});
});

const wrong = test.macro({
	exec: (t, change: object, error: RegExp) => {
		const parsed = parsePolicy(JSON.stringify({ ...good, ...change }));
		t.is(parsed.is, "wrong");
		t.regex(parsed.is === "wrong" ? parsed.errors.join("\n") : "", error);
	},
	title: (_title, _change, error) => `refused: ${error}`,
});
const statement = (change: object) => ({ statements: [{ ...good.statements[0], ...change }] });

test(wrong, { schema: 2 }, /^policy\.schema: must be 1$/);
test(wrong, { default: "maybe" }, /^policy\.default: must be one of allow, deny$/);
test(wrong, { statments: [] }, /^policy\.statments: is not known; known are schema, default, statements$/);
test(wrong, { statements: {} }, /^policy\.statements: must be a list$/);
test(wrong, { statements: [3] }, /^policy\.statements\[0\]: must be an object/);
test(wrong, statement({ id: "A b" }), /statements\[0\]\.id: must be of small letters/);
test(wrong, statement({ id: "default" }), /statements\[0\]\.id: is the name of what the default forbids/);
test(wrong, statement({ effect: undefined }), /statements\[0\]\.effect: must be allow or deny/);
test(wrong, statement({ effect: "ask" }), /statements\[0\]\.effect: must be one of/);
test(
	wrong,
	statement({ actions: ["open", "lick"] }),
	/statements\[0\]\.actions\[1\]: must be one of open, read, grab, draw, set$/,
);
test(wrong, statement({ actions: "open" }), /statements\[0\]\.actions: must be a list/);
test(wrong, statement({ persona: { uid: 3 } }), /statements\[0\]\.persona\.uid: is not known/);
test(wrong, statement({ persona: { tag: "" } }), /statements\[0\]\.persona\.tag: must be a text/);
test(wrong, statement({ persona: { cgroup: 3 } }), /statements\[0\]\.persona\.cgroup: must be a text/);
test(wrong, statement({ persona: { runtime: "" } }), /statements\[0\]\.persona\.runtime: must be a text/);
test(wrong, statement({ persona: { host: "yes" } }), /statements\[0\]\.persona\.host: must be true or false/);
test(wrong, statement({ device: { class: "gamepad" } }), /statements\[0\]\.device\.class: must be one of input, /);
test(wrong, statement({ when: "later" }), /statements\[0\]\.when: must be one of always, active, background$/);
test(wrong, { statements: [...good.statements, ...good.statements] }, /statements\[1\]\.id: no-pads is there twice/);

test("all that is wrong is told at once, and no JSON is told as that", (t) => {
	const parsed = parsePolicy('{"default":1,"statements":[{}]}');
	t.true(parsed.is === "wrong" && parsed.errors.length >= 4);
	const torn = parsePolicy("{");
	t.regex(torn.is === "wrong" ? (torn.errors[0] ?? "") : "", /^it is no JSON/);
	for (const text of ["null", "[]", "3", '"a"']) t.is(parsePolicy(text).is, "wrong");
});
