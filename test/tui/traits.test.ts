import test from "ava";
import { type Environment, traits } from "../../tui/terminal.js";

const able = test.macro({
	exec: (t, env: Environment, unicode: boolean, colours: string) => {
		t.deepEqual(traits(env), { unicode, colours } as ReturnType<typeof traits>);
	},
	title: (_title, env: Environment = {}, unicode = false, colours = "") =>
		`${JSON.stringify(env)} has ${unicode ? "UTF-8" : "ASCII"} and ${colours} colours`,
});

test(able, { TERM: "xterm-256color", LANG: "en_US.UTF-8" }, true, "256");
test(able, { TERM: "xterm-256color", LANG: "C.utf8" }, true, "256");
test(able, { TERM: "xterm-256color" }, false, "256");
test(able, { TERM: "xterm-256color", LANG: "en_US.UTF-8", LC_ALL: "C" }, false, "256");
test(able, { TERM: "xterm-256color", LANG: "C", LC_CTYPE: "C.UTF-8" }, true, "256");
test(able, { TERM: "xterm-256color", LANG: "C.UTF-8", LC_ALL: "" }, true, "256");
test(able, { TERM: "linux", LANG: "C.UTF-8" }, true, "16");
test(able, { TERM: "linux", COLORTERM: "truecolor", LANG: "C.UTF-8" }, true, "256");
test(able, { TERM: "vt100", LANG: "C.UTF-8" }, true, "none");
test(able, { TERM: "tmux-256color", LANG: "C.UTF-8" }, true, "256");
test(able, { TERM: "xterm-256color", LANG: "C.UTF-8", NO_COLOR: "1" }, true, "none");
test(able, { TERM: "xterm-256color", LANG: "C.UTF-8", NO_COLOR: "" }, true, "256");
