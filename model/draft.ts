import type { Claimed, ClientId, DeviceNumber, First, Name, NameSource, Nanos } from "../decoders/event.js";
import type { ClaimSeen, Client, Device, DriverShare, FindingSeen, Persona, Switch, UeventTally } from "./state.js";

/** A record of the state as `model/` sees it: still to be written. */
type Draft<T> = { -readonly [Field in keyof T]: T[Field] };

export interface PersonaDraft extends Draft<Omit<Persona, "names">> {
	readonly names: Map<NameSource, Name>;
}

export interface DeviceDraft extends Draft<Omit<Device, "open" | "claims">> {
	readonly claims: Map<Claimed, ClaimSeen>;
	readonly open: Set<ClientId>;
	number: DeviceNumber | undefined;
}

export type ClientDraft = Draft<Client>;

export type UeventDraft = Draft<UeventTally>;

export type FindingDraft = Draft<FindingSeen>;

export type ShareDraft = Draft<DriverShare>;

export interface SwitchDraft extends Draft<Omit<Switch, "drivers" | "firsts">> {
	readonly drivers: ShareDraft[];
	readonly firsts: Map<First, Nanos>;
	/** The stream says that it lost something while this switch ran. */
	lossy: boolean;
	/** It may have been requested before there were probes. */
	early: boolean;
}
