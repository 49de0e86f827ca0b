import test from "ava";
import { type Facets, matches, parseFilter } from "../../tui/filter.js";

const ROW: Facets = { text: "event0 AT Keyboard", personas: ["BLUE", "android-one"], classes: ["input"] };

const finds = test.macro({
	exec: (t, typed: string, expected: boolean, row: Partial<Facets> = {}) => {
		t.is(matches(parseFilter(typed), { ...ROW, ...row }), expected);
	},
	title: (title = "", typed = "", expected = true) =>
		`"${typed}" ${expected ? "finds" : "does not find"} a row ${title}`,
});

test(finds, "", true);
test(finds, "keyboard", true);
test(finds, "KEY event", true);
test(finds, "key mouse", false);
test(finds, "persona:blue", true);
test(finds, "persona:android", true);
test(finds, "persona:red", false);
test(finds, "PERSONA:Blue class:INPUT at", true);
test(finds, "class:led", false);
test(finds, "class:inp", true);
test("that has no class at all", finds, "class:led", true, { classes: undefined });
test("that is about nobody at all", finds, "persona:red", true, { personas: undefined });
test("that is of no persona", finds, "persona:red", false, { personas: [] });
test(finds, "persona:", true);
test("with such a name", finds, "{bold}", true, { text: "{bold}x" });
