/** Events that wait in memory, in little of it. */
import { devns } from "../generated/devns.js";
import { type BlockEvent, fromBlock, toBlock } from "./block.js";
import { compress, decompress } from "./compression.js";
import { decode, encode } from "./exact.js";

/** Our own events, so there is no bound that they have to keep. */
const MOST = 1 << 30;

export const pack = (events: readonly BlockEvent[]): Uint8Array =>
	compress("deflate", encode(devns.v1.Packet, { block: toBlock(events) }));

export const unpack = (bytes: Uint8Array): readonly BlockEvent[] =>
	fromBlock(decode(devns.v1.Packet, decompress("deflate", bytes, MOST)).block ?? {}).events;
