/** Reads the TAP that ava prints, tells people what matters of it, and counts. */
const RESULT = /^(not )?ok \d+ - (.*?)(?: # (SKIP|TODO)\b.*)?$/;

const FAILURE_LINES = 40;

export class TapCount {
	passed = 0;
	failed = 0;
	skipped = 0;
	/** What failed, each with what was told of it: for the end, where people and CI look first. */
	#failures = [];
	#failing = false;
	#print;

	constructor(print) {
		this.#print = print;
	}

	/** One line of TAP, without its line break. */
	line(text) {
		const result = RESULT.exec(text);
		if (result) this.#result(result[1] !== undefined, result[2], result[3]);
		else if (this.#failing || text.startsWith("Bail out!")) this.#told(text);
		else if (text.startsWith("# ") && !/^# (tests|pass|fail|skip)/.test(text)) this.#detail = text;
	}

	#told(text) {
		this.#print(text);
		if (this.#failing) this.#failures.at(-1).push(text);
		else this.#failures.push([text]);
	}

	set #detail(text) {
		if (process.env.VERBOSE) this.#print(text);
	}

	#result(notOk, title, directive) {
		this.#failing = notOk && !directive;
		if (directive) this.skipped += 1;
		else if (notOk) this.failed += 1;
		else this.passed += 1;
		if (this.#failing) this.#failures.push([`✘ ${title}`]);
		this.#print(`${directive ? "-" : notOk ? "✘" : "✔"} ${title}${directive ? ` (${directive.toLowerCase()})` : ""}`);
	}

	/** The failures once more, each by its end, if it is long; empty where there were none. */
	get failures() {
		return this.#failures.map((lines) => {
			const left = lines.length - FAILURE_LINES;
			// What was expected stands at the end, after what was logged.
			return left > 0 ? [lines[0], `  … ${left} lines more above`, ...lines.slice(left)].join("\n") : lines.join("\n");
		});
	}

	toString() {
		return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
	}
}
