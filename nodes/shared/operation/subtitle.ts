import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Longer ones would end in "…" on the canvas. */
const LONGEST = 28;

/** The line under a node on the canvas, as an n8n expression with the words of the menus ("get many: chat"). */
export function subtitleOf(properties: INodeProperties[]): string {
	const subtitles: Record<string, string> = {};
	const entries = (menu: INodeProperties) => (menu.options ?? []) as INodePropertyOptions[];
	const resources = entries(properties[0]);
	for (const menu of properties.filter(({ name }) => name === 'operation')) {
		const resource = resources.find(({ value }) =>
			menu.displayOptions?.show?.resource?.includes(value),
		);
		for (const { name, value } of entries(menu)) {
			const key = `${String(resource?.value)}/${String(value)}`;
			const whole = `${name}: ${String(resource?.name)}`;
			subtitles[key] = (whole.length > LONGEST ? name : whole).toLowerCase();
		}
	}
	return `={{ (${JSON.stringify(subtitles)})[$parameter["resource"] + "/" + $parameter["operation"]] }}`;
}
