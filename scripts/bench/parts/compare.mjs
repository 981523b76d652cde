import { ratio, runRounds, spread } from './rounds.mjs';
import { figure, range } from './write.mjs';

/**
 * Measures variants that each handle so many `messages`, prints how the first does next to the others, and
 * answers with that: as a Markdown `table`, and as `bars` for a plot.
 */
export async function compare(variants, { title, rounds, messages }) {
	const runs = await runRounds(variants, rounds);
	const [[, own], ...others] = Object.entries(runs);
	const ratios = others.map(([name, run]) => ({
		name,
		speed: ratio(own, run, 'ms'),
		cpu: ratio(run, own, 'cpuMs'),
	}));
	const table = [
		`### ${title}`,
		'',
		'| Next to | times as fast | times the processor time |',
		'| --- | --- | --- |',
		...ratios.map(({ name, speed, cpu }) => `| ${name} | **${range(speed)}** | ${range(cpu)} |`),
		'',
		'| | messages per second | processor time per message |',
		'| --- | ---: | ---: |',
		...Object.entries(runs).map(([name, own]) => row(name, own, messages)),
	].join('\n');
	console.log(`${table}\n`);
	const bars = ratios.map(({ name, speed }) => ({ label: [title, `next to ${name}`], ...speed }));
	return { table, bars };
}

function row(name, runs, messages) {
	const rate = spread(runs.map(({ ms }) => (messages / ms) * 1000));
	const cpu = spread(runs.map(({ cpuMs }) => (cpuMs / messages) * 1000));
	return `| ${name} | ${range(rate)} | ${figure(cpu.median)} µs |`;
}
