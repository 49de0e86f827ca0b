/** A line that says it is one of ours and is not. Caught where lines are decoded, and counted as a `reject`. */
export class Malformed extends Error {}
