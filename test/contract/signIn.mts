import type { Admin } from './admin.mts';

const setup = '/v1/app/setup';

/** The address of somebody who has an account. */
export const robin = 'robin.hale@example.com';

/** Start, e-mail and code, by whoever has this address. */
export async function sentCode({ good, desktop }: Admin, email: string) {
	const started = await good(`POST ${setup}/start`);
	const setupRequestID = started.setupRequestID ?? started.request;
	await good(`POST ${setup}/email`, {}, { setupRequestID, email });
	const { code } = await desktop.waitForCode((one) => one.email === email);
	return { setupRequestID, response: code };
}

/** The answer to the right code. */
export const signIn = async (scene: Admin, email = robin) =>
	scene.good(`POST ${setup}/response`, {}, await sentCode(scene, email));
