import { nameAndTypeOf } from '../../../dist/nodes/shared/files/fileName.js';
import { filesOf } from '../../../dist/nodes/shared/files/wantedFile.js';

const headersOf = (type?: string, name?: string) => ({
	...(type && { 'content-type': type }),
	...(name && { 'content-disposition': `attachment; filename="${name}"` }),
});

describe('the name and MIME type of an attachment', () => {
	const [id, unknown] = ['$a:beeper.com', 'application/octet-stream'];

	test.each([
		['its own', { fileName: 'a.pdf', mimeType: 'text/plain' }, {}, 'a.pdf', 'text/plain'],
		['without a folder', { fileName: 'C:\\x\\a.pdf' }, {}, 'a.pdf', undefined],
		['a folder is no name', { fileName: 'x/' }, headersOf('', 'b.pdf'), 'b.pdf', undefined],
		['the server’s', {}, headersOf('image/png; q=1', '../b.png'), 'b.png', 'image/png'],
		['its type, if the server has none', { mimeType: 'a/b' }, headersOf(unknown, 'c'), 'c', 'a/b'],
		['made up', { mimeType: 'image/jpeg' }, headersOf(unknown), '_a_beeper.com.jpg', 'image/jpeg'],
		['made up, of no kind', {}, headersOf(unknown), '_a_beeper.com', unknown],
		['without ending, of no kind', { fileName: 'README' }, headersOf(unknown), 'README', unknown],
	])('%s', (_, attachment, headers, fileName, mimeType) => {
		const [wanted] = filesOf({ id, attachments: [attachment] });
		expect(nameAndTypeOf(wanted, headers)).toEqual({ fileName, mimeType });
	});

	test('made up for several: each has its number, and null is none', () => {
		const names = filesOf({ id: '7', attachments: [{}, null, {}] }).map(
			(wanted) => nameAndTypeOf(wanted, headersOf('audio/mpeg')).fileName,
		);
		expect(names).toEqual(['7-0.mp3', '7-1.mp3']);
	});

	test('what the user gives comes first, as it is', () => {
		const [wanted] = filesOf({ id, attachments: [{ fileName: 'a.pdf' }] });
		const given = { fileName: 'bills/b.txt', mimeType: 'text/x-mine' };
		expect(nameAndTypeOf({ ...wanted, given }, headersOf('image/png', 'c'))).toEqual(given);
	});
});

test.each([
	['mxc://local.beeper.com/abc', 'abc'],
	['https://example.com/x/caf%C3%A9.png?a=/b.txt#c', 'café.png'],
	['https://example.com/x%2Fa.png', 'a.png'],
	['https://example.com/100%.png', '100%.png'],
	['https://example.com/', 'file.png'],
	['data:image/png;base64,AQ/ID', 'file.png'],
])('the file at the bare address %s is called %s', (url, fileName) => {
	const wanted = { url, attachment: {} };
	expect(nameAndTypeOf(wanted, headersOf('image/png')).fileName).toBe(fileName);
});
