/** What arguments on the command line mean. Whatever is wrong with one is said with an example. */
import { InvalidArgumentError } from "@commander-js/extra-typings";
import { type Limit, limitOf, type Tolerance, toleranceOf } from "../model/limits.js";
import { seconds } from "./duration.js";
import { bytes } from "./size.js";

export const positive = (text: string): number => {
	const value = Number(text);
	if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError("It must be a number above 0.");
	return value;
};

export const duration = (text: string): number => {
	const value = seconds(text);
	if (value === undefined) throw new InvalidArgumentError("It must be a time such as 30s, 500ms or 1m30s.");
	return value;
};

export const whole = (text: string): number => {
	if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It must be a whole number above 0.");
	return Number(text);
};

export const rotation = (text: string): { bytes?: number; seconds?: number } =>
	Object.assign(
		{},
		...text.split(",").map((part) => {
			const [size, time] = [bytes(part), seconds(part)];
			if (size !== undefined) return { bytes: size };
			if (time !== undefined && /[a-z]$/.test(part)) return { seconds: time };
			throw new InvalidArgumentError("It must be a size such as 100MB, a time such as 1h, or both with a comma.");
		}),
	);

export const trigger = (text: string, before: readonly ("finding" | number)[]): readonly ("finding" | number)[] => {
	if (text === "finding") return [...before, text];
	const limit = /^switch>(.+)$/.exec(text)?.[1];
	const over = limit === undefined ? undefined : seconds(limit);
	if (over === undefined) throw new InvalidArgumentError("It must be finding, or switch> and a time such as 50ms.");
	return [...before, over * 1e9];
};

const UNITS = "times in ns, us, ms or s, rates in /s, counts without a unit.";

export const tolerance = (text: string, before: readonly Tolerance[]): readonly Tolerance[] => {
	const found = toleranceOf(text);
	if (!found) throw new InvalidArgumentError(`It must be such as 'switch.total.p95 > +10% and +1ms': ${UNITS}`);
	return [...before, found];
};

export const limit = (text: string, before: readonly Limit[]): readonly Limit[] => {
	const found = limitOf(text);
	if (!found) throw new InvalidArgumentError(`It must be such as 'switch.fb.p95 < 20ms': ${UNITS}`);
	return [...before, found];
};

export const pid = (text: string): number => {
	if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError("It must be a PID.");
	return Number(text);
};
