import { commandIn } from '../documents/commands.mts';
import { start } from '../double/start.mts';
import { until } from '../n8n/index.mts';
import { FRIEND } from './given.mts';
import { typed } from './shell.mts';

// It asks a person, so it wants a terminal; other systems have another `script` to make one, or none.
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
	'the example runs against a Beeper of one’s own, as README says, in the chat that is chosen',
	async () => {
		await using desktop = await start({ seed: 'believable' });
		const command = commandIn('README.md', /^BEEPER_BASE_URL=/)
			.replace('http://localhost:23373', desktop.url)
			.replace('your-token', desktop.token);
		await using example = typed(`script -qefc '${command}' /dev/null`);
		const says = async (what: RegExp) =>
			await until(`the example to say ${what}`, () => what.exec(example.output) ?? undefined, {
				seen: () => example.output,
			});
		await says(/Number of the chat:/);
		const [, number] = await says(new RegExp(`(\\d+) {2}${FRIEND} \\(`));
		example.types(`${number}\r`);
		await says(/Now have somebody write to you/);
		const question = desktop.friend(FRIEND).writes('Is that you?');
		await says(/All six steps are done/);
		expect(await example.ended).toBe(0);
		const answers = desktop
			.messages(FRIEND)
			.filter(({ linkedMessageID }) => linkedMessageID === question.id);
		expect(answers).toHaveLength(1);
		expect(desktop.chat(FRIEND).isArchived).toBe(true);
	},
);
