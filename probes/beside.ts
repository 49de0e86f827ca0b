/** Edge: where the probes' own files are. */

/** From probes/ in a checkout or a package, whether this is dist/probes/ or not. */
const BESIDE = /\/dist\/probes\/[^/]*$/.test(import.meta.url) ? "../../probes/" : "./";

export const probesFile = (name: string): URL => new URL(`${BESIDE}${name}`, import.meta.url);
