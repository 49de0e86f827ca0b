// What a recording tells of opens and claims, a line each: `CLASS NODE` and of which process by its PID outside; `claim WHAT ERRNO` likewise.
//
// SPDX-License-Identifier: GPL-2.0-only
import { createReadStream } from "node:fs";
import { readTrace } from "../../../dist/decoders/trace.js";

const nodes = new Map();
for await (const batch of readTrace(createReadStream(process.argv[2])))
	for (const event of batch) {
		if (event.kind === "device-appeared") nodes.set(event.device, event.node);
		if (event.kind === "opened") console.log(event.class, nodes.get(event.device) ?? "", event.process.pid);
		if (event.kind === "claim" && event.taken) console.log("claim", event.what, event.errno, event.process.pid);
	}
