/**
 * Who may import whom, as data. The first rule whose `from` fits a file is that file's rule.
 * ARCHITECTURE.md says why; changing an arrow here is an architectural decision.
 */
export interface Arrow {
	/** Beginning of the importing file's path. */
	readonly from: string;
	/** Beginnings of the paths that it may import, besides its own folder where `own` is set. */
	readonly to: readonly string[];
	/** Packages that it may import. `node:*` needs an edge as well, see `EDGE`. */
	readonly packages: readonly string[];
}

export const ARROWS: readonly Arrow[] = [
	{ from: "decoders/events/", to: ["decoders/events/"], packages: [] },
	{ from: "decoders/event.ts", to: ["decoders/events/"], packages: [] },
	{ from: "decoders/device-numbers.ts", to: ["decoders/event.ts"], packages: [] },
	{ from: "decoders/", to: ["decoders/"], packages: ["protobufjs"] },
	{ from: "probes/", to: ["decoders/", "probes/"], packages: ["execa"] },
	{ from: "model/", to: ["decoders/event.ts", "decoders/device-numbers.ts", "model/"], packages: [] },
	{ from: "report/", to: ["decoders/event.ts", "model/", "report/"], packages: [] },
	{
		from: "tui/",
		to: ["decoders/event.ts", "decoders/user-error.ts", "model/", "report/", "tui/"],
		packages: ["blessed", "blessed-contrib"],
	},
	{
		from: "kernel/",
		to: ["kernel/", "decoders/user-error.ts"],
		packages: ["execa", "commander", "@commander-js/extra-typings"],
	},
	{
		from: "cli/",
		to: ["decoders/", "probes/", "model/", "report/", "tui/", "kernel/", "cli/"],
		packages: ["commander", "@commander-js/extra-typings", "execa", "hyparquet-writer"],
	},
	{
		from: "bench/",
		to: ["decoders/", "probes/", "model/", "report/", "tui/", "kernel/", "cli/recorder.ts", "bench/"],
		packages: ["tinybench", "protobufjs", "execa"],
	},
	{
		from: "fixtures/",
		to: ["decoders/", "probes/", "model/", "report/", "tui/", "kernel/", "fixtures/", "test/tui/terminal.ts"],
		packages: ["execa", "@xterm/headless"],
	},
];

/** Folders whose code is pure: only files marked as edges may touch Node, clocks and timers. */
export const PURE: readonly string[] = ["decoders/", "model/", "report/", "tui/", "probes/"];

/** How a file says that it is an edge: in its first comment. */
export const EDGE = /^\/\*\*[\s\S]*?\bEdge:/;

/** What a file that is no edge can't hold. A `process` of an event has other fields than Node's. */
export const IMPURE =
	/\bprocess\.(?:std|env|exit|argv|on|kill|hrtime|nextTick|get|set|platform|cwd|memoryUsage|version)|\bconsole\.|\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bset(?:Timeout|Interval|Immediate)\(|\bMath\.random\b/;

/** Folders that stay pure altogether. */
export const NO_EDGES: readonly string[] = ["model/", "report/"];
