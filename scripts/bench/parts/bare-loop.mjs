/**
 * What a trigger is compared with: the built-in WebSocket, `JSON.parse`, and a function that is called with
 * each message. No order, no memory, no second connection.
 */
export async function openBareLoop(far, onMessage) {
	const socket = new WebSocket(`${far.url.replace(/^http/, 'ws')}/v1/ws`, {
		headers: { Authorization: `Bearer ${far.token}` },
	});
	socket.onmessage = ({ data }) => {
		const frame = JSON.parse(data);
		if (frame.type !== 'message.upserted') return;
		for (const message of frame.entries) onMessage(message);
	};
	await new Promise((resolve, reject) => {
		socket.onopen = resolve;
		socket.onerror = reject;
	});
	socket.send(JSON.stringify({ type: 'subscriptions.set', requestID: 'all', chatIDs: ['*'] }));
	return { close: () => socket.close() };
}
