/** The light border that readers need, in modules. */
const BORDER = 4;

const PIXELS_PER_MODULE = 8;

/** A QR code as an SVG picture: black on white, whatever the page behind it looks like. */
export function qrSvg(modules: boolean[][]): string {
	const side = modules.length + 2 * BORDER;
	const pixels = side * PIXELS_PER_MODULE;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${pixels}" height="${pixels}" shape-rendering="crispEdges">`,
		`<rect width="${side}" height="${side}" fill="#fff"/>`,
		`<path d="${modules.flatMap(bars).join('')}" fill="#000"/>`,
		'</svg>',
	].join('');
}

/** The dark stretches of one row, as path commands. */
function bars(row: boolean[], y: number): string[] {
	const text = row.map((isDark) => (isDark ? '1' : '0')).join('');
	return [...text.matchAll(/1+/g)].map(
		({ index, 0: { length } }) => `M${index + BORDER} ${y + BORDER}h${length}v1h-${length}z`,
	);
}
