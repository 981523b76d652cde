import { objectsIn } from '../values/list';

/** An Attachment of a message (docs/beeper-api.md), as far as its file goes; `fileSize` in bytes. */
export interface Attachment {
	id?: string;
	srcURL?: string;
	fileName?: string;
	mimeType?: string;
	fileSize?: number;
}

/** A file to get. */
export interface WantedFile {
	/** A mxc, localmxc, file, http(s) or data address; empty where Beeper does not say. */
	url: string;
	/** What Beeper says of the file; nothing if there is only an address. */
	attachment: Attachment;
	/** The name, without ending, where nobody has named the file; if absent, the last part of its address. */
	fallbackName?: string;
	/** What the user wants as name and MIME type, whatever the file has. */
	given?: { fileName?: string; mimeType?: string };
	/** A larger file is not stored; no limit if absent. */
	maxBytes?: number;
}

/** The files of a message, in the order of its attachments. A file without a name is named after the message. */
export function filesOf(message: { id: string; attachments?: unknown }): WantedFile[] {
	const id = message.id.replace(/[^\w.-]+/g, '_').slice(0, 100);
	return (objectsIn(message.attachments) as Attachment[]).map((one, index, { length }) => ({
		url: one.srcURL || one.id || '',
		attachment: one,
		fallbackName: length > 1 ? `${id}-${index}` : id,
	}));
}
