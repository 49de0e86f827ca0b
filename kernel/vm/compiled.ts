/** A kernel that is compiled for the guest from Debian's source, because Debian's own image can't do what is wanted of it. */
import { readFileSync } from "node:fs";

export interface CompiledKernel {
	/** The options that are wanted; all others are off. */
	readonly config: string;
	/** Compiles it in the guest's root folder. */
	readonly script: string;
	/** Debian packages. */
	readonly needs: readonly string[];
}

const fileBeside = (name: string): string =>
	readFileSync(new URL(`../../../kernel/vm/${name}`, import.meta.url), "utf8");

/** What people say of an option makes no other kernel. */
const withoutComments = (config: string): string => config.replaceAll(/^(#.*)?\n/gm, "");

/** It tells of memory that is used wrongly (KASAN) and of locks that may not be taken so (lockdep), and has the LCD class. */
export const selfChecking = (): CompiledKernel => ({
	config: withoutComments(fileBeside("kasan.config")),
	script: fileBeside("compile-kernel.sh"),
	needs: ["linux-source", "flex", "bison", "bc", "libelf-dev"],
});

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Run by mmdebstrap at the end, with the new root as its argument. */
export const compilingHook = ({ config, script }: CompiledKernel): string => `set -e
cd "$1"
mkdir -p devns/node/bin devns/modules devns/bin repo out build
export CONFIG=${quoted(config)}
exec chroot . sh -c ${quoted(script)}
`;
