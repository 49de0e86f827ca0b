import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { look } from "../../cli/look.js";
import { UserError } from "../../decoders/user-error.js";
import { ownFolder } from "../folder.js";

const home = (): NodeJS.ProcessEnv => ({ XDG_CONFIG_HOME: ownFolder() });

const fileIn = ({ XDG_CONFIG_HOME = "" }: NodeJS.ProcessEnv): string =>
	join(XDG_CONFIG_HOME, "devns-top", "dashboard.json");

test("how it looked is how it looks the next time, unless the command line says otherwise", (t) => {
	const env = home();
	t.is(look({}, env).settings?.theme, undefined);
	look({}, env).remember?.({ theme: "light", view: "switches" });
	t.is(look({}, env).settings?.theme, "light");
	t.is(look({}, env).settings?.view, "switches");
	t.is(look({ theme: "mono", view: "flow" }, env).settings?.theme, "mono");
	t.is(look({ view: "flow" }, env).settings?.view, "flow");
	t.is(look({ filter: "class:led" }, env).filter, "class:led");
});

test("NO_COLOR outweighs what was chosen before, and does not change it", (t) => {
	const env = home();
	look({}, env).remember?.({ theme: "light" });
	const plain = look({}, { ...env, NO_COLOR: "1" });
	t.is(plain.settings?.theme, undefined);
	plain.remember?.({ theme: "mono", view: "log" });
	t.deepEqual(JSON.parse(readFileSync(fileIn(env), "utf8")), { theme: "light", view: "log" });
	t.is(look({ theme: "dark" }, { ...env, NO_COLOR: "1" }).settings?.theme, "dark");
});

test("a file that is broken, and a home that can't be written to, are no failure", (t) => {
	const env = home();
	look({}, env).remember?.({ theme: "light" });
	writeFileSync(fileIn(env), "{ broken");
	t.is(look({}, env).settings?.theme, undefined);
	t.notThrows(() => look({}, { XDG_CONFIG_HOME: "/dev/null" }).remember?.({ theme: "light" }));
});

test("names that there are not are refused with those that there are", (t) => {
	const error = t.throws(() => look({ theme: "purple" }, home()), { instanceOf: UserError });
	t.regex(error.cure, /dark, light, 16, mono/);
	t.throws(() => look({ view: "nowhere" }, home()), { message: /no view nowhere/ });
});

test("a filter that asks for nothing there is, is refused with what there is", (t) => {
	const error = t.throws(() => look({ filter: "class:led persnoa:work" }, home()), { instanceOf: UserError });
	t.regex(error.message, /persnoa:work/);
	t.regex(error.cure, /persona, class, owner, grab, is/);
	t.is(look({ filter: '"persnoa:work"' }, home()).filter, '"persnoa:work"');
});
