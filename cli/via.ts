/** Edge: the machine that is observed. */
import { localTransport, viaTransport } from "../probes/transport.js";

/** This machine, or the one that a command such as `ssh root@phone` leads to. */
export const transport = (via: string | undefined) => (via === undefined ? localTransport() : viaTransport(via));
