export const quantile = (values: readonly number[], q: number): number =>
	[...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(q * values.length) - 1)] ?? Number.NaN;
