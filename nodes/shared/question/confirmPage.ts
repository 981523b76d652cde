/** The page behind a link of a question. Only its button answers: apps open links by themselves for a preview. */
export const confirmPage = (question: string, answer: string): string =>
	page(
		question,
		`<p class="answer">${escaped(answer)}</p><form method="post"><button>Confirm</button></form>`,
	);

/** The page to show when the answer was taken. */
export const thanksPage = (answer: string): string =>
	page('Thank you', `<p class="answer">${escaped(answer)}</p><p>You can close this page now.</p>`);

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Beeper</title>
<style>
body { font: 18px/1.5 system-ui, sans-serif; margin: 0; display: grid; place-items: center; min-height: 90vh; }
main { max-width: 32rem; padding: 1.5rem; text-align: center; white-space: pre-line; }
.answer { font-weight: 600; font-size: 1.3em; }
button { font: inherit; padding: 0.7em 2em; border: 0; border-radius: 0.5em; background: #4355f9; color: #fff; }
@media (prefers-color-scheme: dark) { body { background: #14151a; color: #f2f2f5; } }
</style>
</head>
<body><main><p>${escaped(title)}</p>${content}</main></body>
</html>`;

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
