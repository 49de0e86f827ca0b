import type { Nanos } from "../decoders/event.js";

/** The stream's own beginning. */
export const START = 0 as Nanos;

export const span = (from: Nanos, to: Nanos): Nanos => (to - from) as Nanos;

export const add = (a: Nanos, b: Nanos): Nanos => (a + b) as Nanos;

export const later = (a: Nanos, b: Nanos): Nanos => (a > b ? a : b);

export const earlier = (a: Nanos, b: Nanos): Nanos => (a < b ? a : b);
