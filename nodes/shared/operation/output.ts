import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

/** What an operation gives for one output item: its JSON, or JSON together with files. */
export type Output = IDataObject | WithBinary;

/** JSON together with files; `binary` maps output fields to what `helpers.prepareBinaryData` made. */
export class WithBinary {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** An output as n8n's item, paired with the input item it came from. */
export function toItem(output: Output, item: number): INodeExecutionData {
	const pairedItem = { item };
	return output instanceof WithBinary
		? { json: output.json, binary: output.binary, pairedItem }
		: { json: output, pairedItem };
}
