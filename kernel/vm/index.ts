/** The guest on which everything is tried: Debian's stock kernel with our modules, under QEMU. */
export { boot } from "./boot.js";
export { ensureGuest, type Guest, type GuestOptions } from "./guest.js";
export { missing } from "./host.js";
export type { BootOptions } from "./launch.js";
export { type Built, modules } from "./modules.js";
export type { Outcome, Why } from "./outcome.js";
export { PROVEN, RELEASES, type Release } from "./recipe.js";
export type { Run } from "./run.js";
