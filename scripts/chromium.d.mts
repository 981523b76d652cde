/** The path of a Chromium that runs; see chromium.mjs. */
export function installedChromium(): string;

/** Whether Debian's packages can be installed here. */
export function isDebianRoot(): boolean;

/** Runs apt-get, and throws what it says if it fails. */
export function apt(...args: string[]): void;
