/**
 * The headless browser in which models are drawn and forms are tried. It comes inside an npm package, with the
 * libraries it needs, so that nothing has to be installed on the machine and pictures are the same everywhere.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { chromium as playwright } from 'playwright-core';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);

// A folder of our own: /tmp is shared, and another user's browser could lie there under the same name.
const FOLDER = join(import.meta.dirname, 'node_modules', '.cache', 'browser');

/** What a page of the portal needs beside kana and kanji: full-width signs, arrows, dots. */
export const PORTAL_LETTERS = '\u2190\u2192\u00b7\u2022\u2026\u2013\u2014\uff01\uff08\uff09\uff0c\uff0d\uff0f\uff1a\uff1b\uff1f\uff5e';

/**
 * Opens the browser of the npm package, or the one at `executable` or in the environment variable CHROMIUM. A browser of the
 * machine keeps its own libraries and temporary folder; both kinds have the same Japanese font.
 */
export async function openBrowser({ letters = '', executable = process.env.CHROMIUM } = {}) {
	const args = ['--no-sandbox', '--font-render-hinting=none'];
	if (executable) {
		const fonts = join(FOLDER, 'machine');
		await writeFonts(fonts, LATIN + letters);
		return playwright.launch({ executablePath: executable, args, env: { ...process.env, FONTCONFIG_FILE: join(fonts, 'fonts.conf') } });
	}
	process.env.TMPDIR = FOLDER;
	// The package unpacks the shared libraries and fonts it brings only where it believes to be in this environment.
	process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
	mkdirSync(FOLDER, { recursive: true });
	const { default: chromium } = await import('@sparticuz/chromium');
	const executablePath = await chromium.executablePath();
	await writeFonts(FOLDER, letters);
	process.env.FONTCONFIG_FILE = join(FOLDER, 'fonts.conf');
	return playwright.launch({ executablePath, args });
}

/** The letters of a machine that may have no font at all. */
const LATIN = String.fromCodePoint(...Array.from({ length: 0x7f - 0x20 }, (none, at) => 0x20 + at));

/**
 * The package's own settings look for its fonts in /tmp, and without any font the browser breaks off. None of them is
 * Japanese, so that one comes too, in the form that the system's fonts have.
 */
async function writeFonts(folder, more) {
	const letters = more + String.fromCodePoint(...Array.from({ length: 0xa000 - 0x3000 }, (none, at) => 0x3000 + at));
	mkdirSync(join(folder, 'fonts'), { recursive: true });
	writeFileSync(join(folder, 'fonts', 'NotoSansJP.ttf'),
		await subsetFont(packageFile('@fontsource/noto-sans-jp/files/noto-sans-jp-japanese-400-normal.woff2'), letters, { targetFormat: 'sfnt' }));
	// arrows and the wave dash, which lie in files of their own
	for (const part of more ? [94, 107, 115] : []) {
		writeFileSync(join(folder, 'fonts', `NotoSansJP-${part}.ttf`),
			await subsetFont(packageFile(`@fontsource/noto-sans-jp/files/noto-sans-jp-${part}-400-normal.woff2`), more, { targetFormat: 'sfnt' }));
	}
	writeFileSync(join(folder, 'fonts.conf'), `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${join(folder, 'fonts')}</dir>
	<cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`);
}

/** A page that can show nothing but what is given to it: every request to the network is refused. */
export async function openPage(browser, { width = 1600, height = 1000, scale = 1 } = {}) {
	const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
	await context.route('**/*', (route) => route.abort());
	const page = await context.newPage();
	page.on('pageerror', (error) => console.error(`page: ${error.message}`));
	return page;
}

export function packageFile(path) {
	return readFileSync(require.resolve(path));
}

const FONT_FILES = { latin: 'U+0-2fff', japanese: 'U+3000-ffff' };

/** CSS that gives the page the font `Noto Sans JP`, so that a machine without Japanese fonts draws the same. */
export function japaneseFont() {
	return Object.entries(FONT_FILES)
		.map(([script, range]) => {
			const data = packageFile(`@fontsource/noto-sans-jp/files/noto-sans-jp-${script}-400-normal.woff2`);
			return `@font-face { font-family: Noto Sans JP; unicode-range: ${range};
				src: url(data:font/woff2;base64,${data.toString('base64')}) format("woff2"); }`;
		})
		.join('\n');
}
