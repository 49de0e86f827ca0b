/** Edge: policies are read from files. */
import { readFile } from "node:fs/promises";
import { UserError } from "../decoders/user-error.js";
import { parsePolicy } from "../model/audit/policy/parse.js";
import { policyRules } from "../model/audit/policy/rules.js";
import type { Rule } from "../model/audit/rule.js";

const MOST_ERRORS = 10;

export const rulesFromFile = async (path: string): Promise<readonly Rule[]> => {
	const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
		throw new UserError(
			`The policy ${path} can't be read: ${error.message}.`,
			"Make one: devns-top audit --init-policy",
		);
	});
	const parsed = parsePolicy(text);
	if (parsed.is === "policy") return policyRules(parsed.policy);
	const told = parsed.errors.slice(0, MOST_ERRORS);
	const more = parsed.errors.length - told.length;
	throw new UserError(
		[`${path} is no policy:`, ...told, ...(more > 0 ? [`and ${more} more`] : [])].join("\n  "),
		"docs/audit.md describes the file; devns-top audit --init-policy writes one.",
	);
};
