import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';

/** POST /v1/assets/download: a file:// on the Desktop machine; failures are 200 with `error`. */
export const download = route<{ url: string }>({
	endpoint: 'POST /v1/assets/download',
	handle: ({ body: { url } }, { assets }) => {
		if (!/^(local)?mxc:\/\//.test(url)) return json({ error: `Unsupported URL ${url}` });
		const asset = assets.find(url);
		if (!asset) return json({ error: `Could not download ${url}` });
		return json({ srcURL: assets.localURL(url, asset) });
	},
});
