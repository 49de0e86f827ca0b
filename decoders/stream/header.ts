/** The event `session` as the header of the packets that follow it. */
import type { Nanos, Session } from "../event.js";
import type { devns } from "../generated/devns.js";
import { nameFromText } from "../names.js";
import { Malformed } from "./malformed.js";

/** What this version writes, and the newest that it reads. */
export const SCHEMA = 1;

type Fields<Message> = { readonly [Field in Exclude<keyof Message, "$unknowns">]-?: NonNullable<Message[Field]> };
type Header = devns.v1.Header.$Properties;
type Instant = devns.v1.Instant.$Properties;

const BILLION = 1_000_000_000n;

const toInstant = (ns: bigint): Fields<Instant> => {
	const nanos = ((ns % BILLION) + BILLION) % BILLION;
	return { seconds: Number((ns - nanos) / BILLION), nanos: Number(nanos) };
};

const fromInstant = (instant: Instant | null | undefined): bigint =>
	BigInt(instant?.seconds ?? 0) * BILLION + BigInt(instant?.nanos ?? 0);

export const toHeader = (session: Session): Fields<Header> => ({
	schema: SCHEMA,
	t: session.t,
	origin: toInstant(session.origin),
	wallClock: toInstant(session.wallClock),
	host: session.host,
	kernel: session.kernel,
	machine: session.machine,
	bpftrace: session.bpftrace,
	collector: session.collector,
	deviceNamespaces: session.deviceNamespaces,
	redacted: [...session.redacted],
});

/** The session, or the number of a schema too new to be read. */
export const fromHeader = (header: Header): Session | number => {
	const schema = header.schema ?? 0;
	if (schema === 0) throw new Malformed("a header without a schema");
	if (schema > SCHEMA) return schema;
	const name = (text: string | null | undefined) => nameFromText(text ?? "");
	return {
		kind: "session",
		t: (header.t ?? 0) as Nanos,
		origin: fromInstant(header.origin),
		wallClock: fromInstant(header.wallClock),
		host: name(header.host),
		kernel: name(header.kernel),
		machine: name(header.machine),
		bpftrace: name(header.bpftrace),
		collector: name(header.collector),
		deviceNamespaces: header.deviceNamespaces ?? false,
		redacted: (header.redacted ?? []).map(nameFromText),
	};
};
