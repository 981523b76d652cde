/** Prints what each node of examples/first-light.json did: its six steps, and where they ended. */
export function tell(result) {
	const found = result.json('Find the conversation');
	const steps = [
		[
			'Message received',
			(event) => [
				`trigger fired: ${event.event} in "${event.chat.title}" (${event.chat.network})`,
				`"${event.plainText}"`,
			],
		],
		[
			'Reply',
			(sent) => [
				`message sent: "${sent.plainText ?? '(pending)'}"`,
				`as a reply to message ${result.json('Message received')[0].messageID}`,
			],
		],
		[
			'Reply',
			(sent) => [
				sent.isPending
					? 'final message ID: none after 10 s, the network has not taken it yet'
					: `final message ID: ${sent.messageID} (${sent.sendStatus ?? 'no status reported'}), it was ${sent.pendingMessageID}`,
			],
		],
		['React', (added) => [`reaction added: ${added.reactionKey} to message ${added.messageID}`]],
		[
			'Find the conversation',
			() => [
				`messages found: ${found.length}`,
				...found.map(
					({ senderName, isSender, plainText }) => `${isSender ? 'me' : senderName}: ${plainText}`,
				),
			],
		],
		['Archive the chat', ({ archived }) => [`chat archived: ${archived}`]],
	];
	steps.forEach(([node, describe], i) => {
		const [output] = result.json(node);
		const error = result.nodeError(node);
		const [first, ...rest] = output
			? describe(output)
			: [error ? `failed: ${error.message}` : 'not reached'];
		console.log(`${i + 1}  ${node.padEnd(21)}  ${first}`);
		for (const line of rest) console.log(`${' '.repeat(28)}${line}`);
	});
}
