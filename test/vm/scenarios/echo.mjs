// Says as JSON what it was given.
console.log(
	JSON.stringify({ args: process.argv.slice(2), env: JSON.parse(process.env.NAMES).map((name) => process.env[name]) }),
);
