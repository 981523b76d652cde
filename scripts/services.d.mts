/** The programs' paths; see services.mjs. */
export function installedServices(): {
	redis: string;
	postgres: string;
	initdb: string;
	pgDump: string;
};
