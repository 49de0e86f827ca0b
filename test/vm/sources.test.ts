import test from "ava";
import { mirrorsFor, sourcesOf } from "../../kernel/vm/sources.js";

const DEB822 = `# the usual
Types: deb deb-src
URIs: http://one.example/debian
Suites: bookworm bookworm-updates
Components: main
 contrib
Signed-By: /usr/share/keyrings/debian.gpg

Types: deb
URIs: http://two.example/debian-security http://three.example/debian-security
Suites: bookworm-security
Components: main

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main

Types: deb
URIs: http://else.example/
Suites: bookworm
Components: tools
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
`;

const ONE_LINE = `deb http://one.example/debian bookworm main contrib # comment
#deb http://off.example/debian bookworm main
deb [arch=amd64 signed-by=/k.gpg] http://two.example/debian bookworm-updates main
deb-src http://one.example/debian bookworm main
deb http://one.example/debian trixie main
`;

test("the mirrors of a release are found in apt's newer format", (t) => {
	t.deepEqual(mirrorsFor("bookworm", sourcesOf("debian.sources", DEB822)), [
		"deb [signed-by=/usr/share/keyrings/debian.gpg] http://one.example/debian bookworm main",
		"deb [signed-by=/usr/share/keyrings/debian.gpg] http://one.example/debian bookworm-updates main",
		"deb http://two.example/debian-security bookworm-security main",
		"deb http://three.example/debian-security bookworm-security main",
	]);
});

test("the mirrors of a release are found in apt's older format", (t) => {
	t.deepEqual(mirrorsFor("bookworm", sourcesOf("sources.list", ONE_LINE)), [
		"deb http://one.example/debian bookworm main",
		"deb [signed-by=/k.gpg] http://two.example/debian bookworm-updates main",
	]);
});

test("a machine without the release gives no mirror for it", (t) => {
	t.deepEqual(mirrorsFor("trixie", sourcesOf("debian.sources", DEB822)), []);
	t.deepEqual(mirrorsFor("trixie", []), []);
	const updatesOnly = sourcesOf("sources.list", "deb http://one.example/debian trixie-updates main");
	t.deepEqual(mirrorsFor("trixie", updatesOnly), []);
});
