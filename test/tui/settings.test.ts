import test from "ava";
import fc from "fast-check";
import { type Settings, settingsFrom, settingsOf, withSettings } from "../../tui/settings.js";
import { pressed, SMALL, stateOf, uiOf } from "./stage.js";
import { story } from "./story.js";

test("what the user likes is the same after it was written and read", (t) => {
	const state = stateOf(story());
	for (const keys of ["", "4", "5", "T", "TT", ">", "\t>I", "3<", "6T>"]) {
		const liked = settingsOf(pressed(uiOf(SMALL), state, keys));
		const read = settingsFrom(JSON.parse(JSON.stringify(liked)));
		t.deepEqual(read, liked, keys);
		t.deepEqual(settingsOf(withSettings(uiOf(SMALL), read)), liked, keys);
	}
});

test("whatever a file holds, what is not understood is as if it were not there", (t) => {
	fc.assert(
		fc.property(fc.jsonValue(), (content) => {
			t.notThrows(() => withSettings(uiOf(SMALL), settingsFrom(content)));
		}),
	);
	const { theme, view, sort } = settingsFrom({
		theme: "purple",
		view: "nowhere",
		sort: { devices: { column: "NO SUCH" }, personas: { column: "TAG", descending: "yes" }, extra: 1 },
	});
	t.is(theme, undefined);
	t.is(view, undefined);
	t.deepEqual(sort, { personas: { column: "TAG", descending: false } });
});

const shows = test.macro({
	exec: (t, colours: "none" | "16" | "256", settings: Settings, theme: string) => {
		t.is(withSettings(uiOf(SMALL, { traits: { unicode: true, colours } }), settings).theme, theme as never);
	},
	title: (_title, colours = "256", settings: Settings = {}, theme = "") =>
		`a terminal with ${colours} colours whose user likes ${settings.theme} is given ${theme}`,
});

test(shows, "256", { theme: "light" }, "light");
test(shows, "256", { theme: "mono" }, "mono");
test(shows, "256", {}, "dark");
test(shows, "16", { theme: "light" }, "16");
test(shows, "16", { theme: "mono" }, "mono");
test(shows, "none", { theme: "dark" }, "mono");

test("a theme that nobody chose is not kept, and one that a poorer terminal could not show is", (t) => {
	const plain = uiOf(SMALL, { traits: { unicode: true, colours: "none" } });
	t.is(settingsOf(plain).theme, undefined);
	t.is(settingsOf(withSettings(plain, { theme: "light" })).theme, "light");
	t.is(settingsOf(pressed(uiOf(SMALL), stateOf(story()), "T")).theme, "light");
});

test("a terminal without colours is given none by T either", (t) => {
	const plain = withSettings(uiOf(SMALL, { traits: { unicode: true, colours: "none" } }), {});
	t.is(pressed(plain, stateOf(story()), "T").theme, "mono");
});
