import { documents, files, prose, read } from './documents.mts';

export interface Link {
	file: string;
	url: string;
}

/** What people get besides the documents: the package's page on npm, the nodes' descriptions and pages, the examples. */
export const PUBLISHED = [
	'package.json',
	'nodes/**/*.ts',
	'nodes/*/*.node.json',
	'credentials/*.ts',
	'examples/*.json',
];

const URL = /https?:\/\/[^\s"'`<>()|\\]*[^\s"'`<>()|\\.,:;?!*_]/g;

/** Every address in documents and package, with the file it is in. */
export const links = (): Link[] =>
	[...documents, ...files(...PUBLISHED)].flatMap((file) => urlsIn(read(file), file));

/** The addresses in documents that can be clicked: whatever is not code. */
export const clickable = (): Link[] => documents.flatMap((file) => urlsIn(prose(file), file));

/** The address of this project, as package.json has it. */
export const repository: string = (
	JSON.parse(read('package.json')) as { repository: { url: string } }
).repository.url.replace(/\.git$/, '');

export const isOwn = (url: string): boolean =>
	url === repository || /^[/#.]/.test(url.replace(repository, ''));

/** An address that stands for one on the reader's own machines: private, made up, or left open with "…". */
export function isExample(url: string): boolean {
	const [, host] = /^https?:\/\/(\[[^\]]*\]|[^/:]*)/.exec(url) ?? [];
	return (
		!host ||
		!/[.:]/.test(host) ||
		/^(\[::1\]|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal|(.+\.)?example\.(com|org))$/.test(
			host,
		)
	);
}

const urlsIn = (text: string, file: string): Link[] =>
	[...new Set(text.match(URL))].map((url) => ({ file, url }));
