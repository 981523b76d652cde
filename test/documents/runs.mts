/**
 * Where each command of the documents is run, as it is typed there. A command that is in none of these lists makes
 * commands.test.mts fail, and so does one that no document has any more.
 */

/** Run by test/e2e/commands.test.mts, with something added that makes it short, and what it then prints. */
export const RUN_SHORT: Record<string, { and?: string; prints: RegExp }> = {
	'npm run bench -- actions': { and: '--items 5 --rounds 1', prints: /\| HTTP Request \| \*\*/ },
	'npm run bench -- streaming': { and: '--rounds 1', prints: /asset: serve, the same \| \*\*/ },
	'npm run bench -- trigger': {
		and: '--frames 2000 --rounds 1 --only speed',
		prints: /\| bare loop \| \*\*/,
	},
	'npm run docs': { prints: /Everything that is generated is up to date/ },
	'npm run docs -- --check': { prints: /Everything that is generated is up to date/ },
	'npm run format -- --check': { prints: /node scripts\/format\.mjs --check/ },
	// Not shorter: within a second or two n8n is stopped while its triggers still start, which the oracle cannot judge.
	'npm run test:chaos -- --seed 7 --minutes 10': {
		and: '--minutes 0.2',
		prints: /seed 7\b[\s\S]*lost 0; repeated 0/,
	},
	'npm run test:e2e -- agent': { and: '--listTests', prints: /test\/e2e\/agent\.test\.mts/ },
	'npm test -- test/chaos': { and: '--listTests', prints: /test\/chaos\/oracle\.test\.mts/ },
	'npm test -- test/unit': { and: '--listTests', prints: /test\/unit\/layers\.test\.mts/ },
	'node scripts/n8n.mjs': { prints: /n8n-2\.[\w.-]+$/m },
};

/** Run by a script or a test: the file, and what stands in it where it does. */
export const RUN_ELSEWHERE: Record<string, { in: string; as: string[] }> = {
	'.ci/run': { in: '.github/workflows/ci.yml', as: ['- run: bash .ci/run\n'] },
	'bash .ci/run': { in: '.github/workflows/ci.yml', as: ['- run: bash .ci/run\n'] },
	'npm run build': { in: '.ci/run', as: ['\nnpm run build\n'] },
	'npm run lint': { in: '.ci/run', as: ['\nnpm run lint\n'] },
	'npm run pack:list': { in: '.ci/run', as: ['\nnpm run pack:list\n'] },
	'npm run scan': { in: '.ci/run', as: ['\nnpm run scan\n'] },
	'npm run test:e2e': { in: '.ci/run', as: ['\nnpm run test:e2e\n'] },
	'npm start': { in: '.ci/run', as: ['\nnpm start\n'] },
	'npm test': { in: '.ci/run', as: ['\nnpm test\n'] },
	'npm run dev': { in: 'test/e2e/dev.test.mts', as: ['commandIn(', '/^npm run dev$/'] },
	'npm run dev -- --beeper': { in: 'test/e2e/dev.test.mts', as: ["opened(['--beeper'], env)"] },
	'npm pack': { in: 'test/e2e/byHand.test.mts', as: ['commandIn(', '/^npm pack$/'] },
	'mkdir -p ~/.n8n/nodes && cd ~/.n8n/nodes && npm install --ignore-scripts --legacy-peer-deps /path/to/the-file.tgz':
		{ in: 'test/e2e/byHand.test.mts', as: ['commandIn(', '/the-file\\.tgz$/'] },
	'BEEPER_BASE_URL=http://localhost:23373 BEEPER_ACCESS_TOKEN=your-token npm start': {
		in: 'test/e2e/ownBeeper.test.mts',
		as: ['commandIn(', '/^BEEPER_BASE_URL=/'],
	},
	'npm run double': { in: 'test/contract/standalone.test.mts', as: ['scripts/double.mjs'] },
	'npm run double -- --chatter': {
		in: 'test/contract/standalone.test.mts',
		as: ['scripts/double.mjs', "'--chatter'"],
	},
	'n8n start': { in: 'test/n8n/process.mts', as: ["command = 'start'", '[n8n, command]'] },
	'n8n worker': { in: 'test/n8n/n8n.mts', as: ["command: 'worker'"] },
	'tsc -p test': { in: 'scripts/test.mjs', as: ["'typescript/bin/tsc'), '-p', 'test'"] },
	'npm version patch --no-git-tag-version': {
		in: 'test/documents/releasing.test.mts',
		as: ['commandIn(', '/^npm version/'],
	},
	'git tag 0.1.0 && git push origin main 0.1.0': {
		in: 'test/documents/releasing.test.mts',
		as: ['commandIn(', '/^git tag/'],
	},
};

/** Only the numbers are others, or one option less is given. */
export const RUN_ALIKE: Record<string, string> = {
	'npm run test:chaos': 'npm run test:chaos -- --seed 7 --minutes 10',
	'npm run test:chaos -- --minutes 30': 'npm run test:chaos -- --seed 7 --minutes 10',
	'npm run test:chaos -- --seed 7 --minutes 30': 'npm run test:chaos -- --seed 7 --minutes 10',
};

/** Not run by any test, and why. */
export const NOT_RUN: Record<string, string> = {
	'npm run format': 'writes over files; with --check it is run',
	'npm run lint:fix': 'writes over files; without --fix it is run',
	'npm run pictures': 'writes over the pictures in docs/images, which a person looks at',
	'npm run pictures -- send': 'writes over the pictures in docs/images, which a person looks at',
	'RECORD=1 npm test -- test/integration/operations':
		'writes over what is recorded, which a person reads; without RECORD it is run',
	'UPDATE_STORED_NAMES=1 npm test -- test/unit/storedNames':
		'writes over the stored names, which a person reads; without UPDATE_STORED_NAMES it is run',
	'npm install': 'asks the registry for what is newest, and writes over the lockfile',
	'npm install --package-lock-only --legacy-peer-deps':
		'asks the registry for what is newest, and writes over the lockfile',
	'npx @n8n/scan-community-package n8n-nodes-beeper':
		'looks at what is published; `npm run scan` runs the same scanner on what would be',
};
