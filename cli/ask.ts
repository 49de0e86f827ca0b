/** Edge: `devns-top mark`, `devns-top switch` and `devns-top trigger`: one request to a running collector. */
import { findCollector } from "./control/connect.js";
import type { Request } from "./control/protocol.js";
import { EXIT, type ExitCode } from "./exit.js";

export const ask = async (
	request: Request,
	{ control: path }: { readonly control?: string | undefined },
): Promise<ExitCode> => {
	const control = await findCollector(path);
	try {
		await control.ask(request);
	} finally {
		control.close();
	}
	return EXIT.pass;
};
