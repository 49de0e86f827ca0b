/**
 * Generates `decoders/generated/devns.{js,d.ts}` from `devns.proto`, and puts the code where the compiled decoders look
 * for it. A step of the build, before tsc:
 *
 *     node decoders/generate.mjs
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const proto = join(here, "devns.proto");
const generated = join(here, "generated", "devns.js");
const compiled = join(here, "..", "dist", "decoders", "generated", "devns.js");

/** --force-number: decoders/stream/exact.ts sees to it that no 64-bit value is rounded. */
const OPTIONS =
	"-t static-module -w esm --force-number --no-create --no-verify --no-convert --no-delimited --no-service --no-typeurl -r devns -d";

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;

/** Does nothing where the generated code is newer than the proto and this script. */
export const generate = () => {
	const pbjs = createRequire(import.meta.url).resolve("protobufjs-cli/bin/pbjs");
	if (modified(generated) < Math.max(modified(proto), modified(fileURLToPath(import.meta.url)))) {
		mkdirSync(dirname(generated), { recursive: true });
		execFileSync(process.execPath, [pbjs, ...OPTIONS.split(" "), "-o", generated, proto], { stdio: "inherit" });
	}
	mkdirSync(dirname(compiled), { recursive: true });
	copyFileSync(generated, compiled);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	generate();
}
