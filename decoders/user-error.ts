/** Something the user can mend: one line that says what, one that says how. Printed in one place, `cli/main.ts`. */
export class UserError extends Error {
	readonly cure: string;
	readonly exitCode: number;

	constructor(message: string, cure: string, exitCode = 2) {
		super(message);
		this.cure = cure;
		this.exitCode = exitCode;
	}
}
