/** Reads the TAP that ava prints, tells people what matters of it, and counts. */
const RESULT = /^(not )?ok \d+ - (.*?)(?: # (SKIP|TODO)\b.*)?$/;

export class TapCount {
	passed = 0;
	failed = 0;
	skipped = 0;
	#failing = false;
	#print;

	constructor(print) {
		this.#print = print;
	}

	/** One line of TAP, without its line break. */
	line(text) {
		const result = RESULT.exec(text);
		if (result) this.#result(result[1] !== undefined, result[2], result[3]);
		else if (this.#failing || text.startsWith("Bail out!")) this.#print(text);
		else if (text.startsWith("# ") && !/^# (tests|pass|fail|skip)/.test(text)) this.#detail = text;
	}

	set #detail(text) {
		if (process.env.VERBOSE) this.#print(text);
	}

	#result(notOk, title, directive) {
		this.#failing = notOk && !directive;
		if (directive) this.skipped += 1;
		else if (notOk) this.failed += 1;
		else this.passed += 1;
		this.#print(`${directive ? "-" : notOk ? "✘" : "✔"} ${title}${directive ? ` (${directive.toLowerCase()})` : ""}`);
	}

	toString() {
		return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
	}
}
