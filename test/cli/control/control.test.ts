import { once } from "node:events";
import { lstatSync } from "node:fs";
import { connect as open } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import test from "ava";
import fc from "fast-check";
import { controlOver, noControl } from "../../../cli/control/client.js";
import { connect } from "../../../cli/control/connect.js";
import { lines } from "../../../cli/control/lines.js";
import { offerControl } from "../../../cli/control/offer.js";
import { LONGEST_LINE, lineOf, requestOf } from "../../../cli/control/protocol.js";
import type { Offers } from "../../../cli/control/serve.js";
import { UserError } from "../../../decoders/user-error.js";
import { ownFolder } from "../../folder.js";
import { devnsTop } from "../command.js";

const folder = ownFolder();

/** A collector that notes what it is asked. */
const offering = async (name: string, more: Partial<Offers> = {}) => {
	const asked: string[] = [];
	const offers: Offers = {
		mark: (text) => void asked.push(text),
		switch: async (pid) => {
			if (pid === 404) throw new UserError("There is no process 404.", "Name another.");
			asked.push(`switch ${pid}`);
		},
		...more,
	};
	const offered = await offerControl(join(folder, name), offers);
	return { asked, ...offered };
};

test("what is asked is done, and answered in order", async (t) => {
	const { asked, where, close } = await offering("a.sock");
	const control = await connect(where);
	await Promise.all([
		control.ask({ do: "mark", text: 'line\n"quote"' }),
		control.ask({ do: "switch", pid: 7 }),
		control.ask({ do: "mark", text: "ünïcode" }),
	]);
	t.deepEqual(asked, ['line\n"quote"', "switch 7", "ünïcode"]);
	control.close();
	close();
});

test("a refusal carries its reason and its cure, and the next request is answered all the same", async (t) => {
	const { asked, where, close } = await offering("b.sock");
	const control = await connect(where);
	const error = await t.throwsAsync(control.ask({ do: "switch", pid: 404 }), { instanceOf: UserError });
	t.is(error?.message, "There is no process 404.");
	t.is(error?.cure, "Name another.");
	await t.throwsAsync(control.ask({ do: "trigger" }), { instanceOf: UserError, message: /no ring/ });
	await t.throwsAsync(control.ask({ do: "start", file: "x" }), { instanceOf: UserError, message: /no other/ });
	await control.ask({ do: "mark", text: "still here" });
	t.deepEqual(asked, ["still here"]);
	control.close();
	close();
});

test("only its owner can connect: it is a socket of mode 0600, which goes with its collector", async (t) => {
	const { where, close } = await offering("c.sock");
	t.is(lstatSync(where).mode & 0o777, 0o600);
	t.true(lstatSync(where).isSocket());
	close();
	t.is(lstatSync(where, { throwIfNoEntry: false }), undefined);
	await t.throwsAsync(connect(where), { instanceOf: UserError, message: /No collector answers/ });
});

test("a collector that ends answers what was asked of it, so that nobody waits for good", async (t) => {
	const { where, close } = await offering("d.sock", { switch: () => new Promise(() => {}) });
	const control = await connect(where);
	const asked = control.ask({ do: "switch", pid: 1 });
	setTimeout(close, 50);
	await t.throwsAsync(asked, { instanceOf: UserError, message: /has ended/ });
	await t.throwsAsync(control.ask({ do: "stop" }), { instanceOf: UserError, message: /has ended/ });
});

test("what is no request is refused; what is too long for one ends the conversation", async (t) => {
	const { where, close, asked } = await offering("e.sock");
	const socket = open(where);
	const answers = lines(socket);
	for (const wrong of ["", "no JSON", "null", '{"do":"reboot"}', '{"do":"switch","pid":-1}', '{"do":"mark"}']) {
		socket.write(`${wrong}\n`);
		t.regex(String((await answers.next()).value), /"ok":false.*no request/);
	}
	socket.write("x".repeat(LONGEST_LINE + 1));
	await once(socket, "close");
	t.deepEqual(asked, []);
	close();
});

test("requests survive their line, and hostile lines survive the reader", (t) => {
	fc.assert(fc.property(fc.string(), (text) => requestOf(lineOf({ do: "mark", text }).trimEnd())?.do === "mark"));
	fc.assert(fc.property(fc.json(), (line) => requestOf(line) === undefined || line.includes("do")));
	t.pass();
});

test("lines come whole, however they are cut", async (t) => {
	const whole = Buffer.from("one\ntwo ünï\n\nfour\n");
	for (let size = 1; size <= whole.length; size++) {
		const stream = new PassThrough();
		for (let at = 0; at < whole.length; at += size) stream.write(whole.subarray(at, at + size));
		stream.end();
		const found: string[] = [];
		for await (const line of lines(stream)) found.push(line);
		t.deepEqual(found, ["one", "two ünï", "", "four"]);
	}
});

test("a pipe or a recording says that there is nobody to ask", async (t) => {
	await t.throwsAsync(noControl("This is a recording.").ask({ do: "stop" }), {
		instanceOf: UserError,
		message: "This is a recording.",
	});
	const pipe = new PassThrough();
	const control = controlOver(pipe);
	pipe.end();
	await t.throwsAsync(control.ask({ do: "stop" }), { instanceOf: UserError });
});

test("the commands ask, and say what they were refused", async (t) => {
	const { asked, where, close } = await offering("f.sock");
	t.like(await devnsTop(["mark", "--control", where, "two", "words"]), { exitCode: 0, stdout: "", stderr: "" });
	t.like(await devnsTop(["switch", "--control", where, "12"]), { exitCode: 0, stdout: "", stderr: "" });
	t.deepEqual(asked, ["two words", "switch 12"]);
	const refused = await devnsTop(["switch", "--control", where, "404"]);
	t.is(refused.exitCode, 2);
	t.is(refused.stderr, "devns-top: There is no process 404.\n  Name another.");
	close();
	t.regex((await devnsTop(["mark", "--control", where, "x"])).stderr, /No collector answers/);
});
