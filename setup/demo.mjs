/** `npm run demo`: from a fresh clone to the dashboard on a live kernel. */
import { prepareGuest } from "./guest.mjs";
import { prepare } from "./steps.mjs";

await prepare();
const absent = await prepareGuest();
const { main } = await import("../dist/cli/main.js");
await main(["demo", ...(absent ? ["--absent", absent] : []), ...process.argv.slice(2)]);
