/** The programs' paths; see services.mjs. */
export function installedServices(): { redis: string; initdb: string; postgres: string };
