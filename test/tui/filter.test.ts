import test from "ava";
import fc from "fast-check";
import { type Field, matches, parseFilter, strangeWords } from "../../tui/filter.js";

interface Row {
	readonly text: string;
	readonly values: Readonly<Partial<Record<Field, readonly string[]>>>;
}

const ROW: Row = {
	text: "event0 AT Keyboard",
	values: { persona: ["BLUE", "android-one"], class: ["input"], owner: ["BLUE"], grab: ["virtual"] },
};

const found = (typed: string, { text, values }: Row = ROW): boolean =>
	matches(parseFilter(typed), { text: () => text, values: (field) => values[field] });

const finds = test.macro({
	exec: (t, typed: string, expected: boolean, row: Row = ROW) => {
		t.is(found(typed, row), expected);
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
test(finds, "class:led,input", true);
test(finds, "class:led,display", false);
test(finds, "-class:led", true);
test(finds, "-class:input", false);
test(finds, "-mouse key", true);
test(finds, "-keyboard", false);
test(finds, "-persona:red,blue", false);
test(finds, '"at keyboard"', true);
test(finds, '"keyboard at"', false);
test(finds, 'persona:"android-one"', true);
test(finds, '"at keyb', true);
test(finds, "owner:blue grab:virt", true);
test(finds, "grab:real", false);
test("that has no such field at all", finds, "is:gone", true);
test("that has no such field at all, asked for the contrary", finds, "-is:gone", true);
test("that is of no persona", finds, "persona:red", false, { ...ROW, values: { persona: [] } });
test("that is of no persona, asked for the contrary", finds, "-persona:red", true, { ...ROW, values: { persona: [] } });
test(finds, "persona:", true);
test(finds, "-", false);
test("of another word with a colon", finds, "usb:1", true, { ...ROW, text: "phys usb:1" });
test("with such a name", finds, "{bold}", true, { ...ROW, text: "{bold}x" });

test("no filter is too strange, and a term turned round lets pass just the others", (t) => {
	fc.assert(
		fc.property(fc.string({ maxLength: 30 }), (typed) => {
			t.notThrows(() => found(typed));
		}),
	);
	fc.assert(
		fc.property(fc.stringMatching(/^(class:)?[a-z]{1,8}(,[a-z]{1,8})?$/), (word) => {
			t.is(found(`-${word}`), !found(word));
		}),
	);
});

const strange = test.macro({
	exec: (t, typed: string, ...expected: readonly string[]) => {
		t.deepEqual(strangeWords(typed), expected);
	},
	title: (_title, typed = "", ...expected) => `of "${typed}" ${expected.join(" and ") || "nothing"} is strange`,
});

test(strange, "persnoa:work", "persnoa:work");
test(strange, "class:led -colour:red key", "-colour:red");
test(strange, "class:", "class:");
test(strange, 'class:""', 'class:""');
test(strange, "PERSONA:Blue -class:led,input is:gone two words");
test(strange, "devns::led");
test(strange, '"devns:led" -"a:b c"');
test(strange, "12:30 -");
