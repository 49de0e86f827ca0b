/** What a decoder of lines is: a table from the code that a line begins with to what to make of the rest. */
import type { Event, Nanos } from "../event.js";
import type { Fields } from "./fields.js";

export type Tell = (event: Event) => void;

/** Reads what follows the code, the time and the CPU, and tells the events that it means. */
export type Decode = (fields: Fields, t: Nanos, tell: Tell, cpu: number) => void;

/** One for each .bt file, of the same stem. A code is two characters. */
export type Lines = Readonly<Record<string, Decode>>;

export const codeOf = (code: string): number => code.charCodeAt(0) * 256 + code.charCodeAt(1);
