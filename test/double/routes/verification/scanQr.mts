import { scan, told } from '../../actions/verify.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { invalidField } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';

/** POST /v1/app/setup/verifications/qr/scan: what the other device displays, decoded. */
export const scanQr = route<{ data: string }>({
	endpoint: 'POST /v1/app/setup/verifications/qr/scan',
	since: middle,
	handle: ({ body }, inside) => {
		const record = [...inside.setup.verifications.values()].find(
			({ theirQr, verification }) => theirQr === body.data && verification.state === 'ready',
		);
		if (!record) throw invalidField(['body', 'data'], 'Not the QR code of a verification here');
		scan(inside, record, 'here');
		return json(told(inside, record));
	},
});
