/** The same work done in different ways, compared within one run: figures of different runs or machines say little. */
export interface Suite {
	readonly subject: string;
	/** What it works on, and whether that was recorded or generated. */
	readonly source: string;
	/** What is counted, and how many of them one run of a case handles. */
	readonly item: "event" | "line" | "frame";
	readonly items: number;
	/** The first is the one that the others are compared with. */
	readonly cases: readonly [Case, ...Case[]];
}

export interface Case {
	readonly name: string;
	readonly run: () => void | Promise<void>;
	/** Bytes that the items take this way, all of them. */
	readonly bytes?: number;
}

export interface Figure {
	readonly subject: string;
	readonly source: string;
	readonly case: string;
	readonly item: Suite["item"];
	readonly itemsPerSecond: number;
	/** To the first case of its suite. */
	readonly ratio: number;
	readonly bytesPerItem: number | undefined;
}
