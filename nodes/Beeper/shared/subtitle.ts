import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * The line under a node on the canvas, in the words of the menus ("get many: chat"), since the stored values
 * are the API's ("list"). An expression, as n8n wants it, over the menus of these properties.
 */
export function subtitleOf(properties: INodeProperties[]): string {
	const labels: Record<string, string> = {};
	for (const { name, displayOptions, options = [] } of properties) {
		if (name !== 'operation') continue;
		const [resource] = displayOptions?.show?.resource as string[];
		for (const option of options as INodePropertyOptions[]) {
			labels[`${resource}/${String(option.value)}`] = `${option.name.toLowerCase()}: ${resource}`;
		}
	}
	return `={{ (${JSON.stringify(labels)})[$parameter["resource"] + "/" + $parameter["operation"]] }}`;
}
