/** The folder whose node_modules hold n8n; see n8n.mjs. */
export function installedN8n(from?: string): Promise<string>;

/** Where downloads are kept between runs, outside every clone. */
export function cacheFolder(): string;
