/** `npm run bench -- dashboard`: what the dashboard costs; takes some minutes. */
import { measureCpu } from "./cpu.js";
import { measureFrames } from "./frames.js";
import { measureHour, SPEED } from "./hour.js";
import { measureMemory } from "./memory.js";
import { measureStart } from "./start.js";

const MEASUREMENTS: readonly (readonly [
	subject: string,
	measure: () => Promise<readonly object[]> | readonly object[],
])[] = [
	["a frame at 200×60 while 100,000 events/s arrive: 100 personas, 200 devices, 1000 clients", measureFrames],
	["memory over an hour, 500 events a second and a switch every 2 s", measureMemory],
	[`a recording of such an hour, played at ${SPEED} times its speed`, measureHour],
	["CPU at 200×60", measureCpu],
	["start", measureStart],
];

const shown = (value: unknown): string =>
	typeof value === "number" ? value.toFixed(value < 10 ? 2 : 1) : String(value);

const told = (figure: object): string =>
	Object.entries(figure)
		.map(([name, value]) => (name === "what" ? shown(value).padEnd(40) : `${name} ${shown(value).padStart(8)}`))
		.join("  ");

/** Those whose subject has one of the words; without any, all. */
export const measureDashboard = async (words: readonly string[], json: boolean): Promise<void> => {
	for (const [subject, measure] of MEASUREMENTS) {
		if (words.length > 0 && !words.some((word) => subject.includes(word))) continue;
		const figures = await measure();
		if (json) for (const figure of figures) console.log(JSON.stringify({ schema: 1, subject, ...figure }));
		else console.log([subject, ...figures.map((figure) => `  ${told(figure)}`), ""].join("\n"));
	}
};
