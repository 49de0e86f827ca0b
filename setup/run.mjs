/** `node setup/run.mjs PROGRAM.js [arguments]`: builds, then runs a program of dist/ in this terminal. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, root } from "./steps.mjs";

const [program, ...rest] = process.argv.slice(2);
await prepare();
const file = join(root, "dist", program);
process.argv = [process.execPath, file, ...rest];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(file).href);
