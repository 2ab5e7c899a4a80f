/**
 * Draws every process model to `docs/processes/<id>.svg` and lists its steps in `docs/processes/<id>.md`.
 *
 *   node render.mjs            writes the pictures and tables
 *   node render.mjs --check    fails if a committed picture was drawn from another state of its model, or a table differs;
 *                              pictures themselves are never compared, since fonts and browsers draw differently
 *   node render.mjs --png DIR  also writes PNG files into DIR, to look at
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

import subsetFont from 'subset-font';

import { japaneseFont, openBrowser, openPage, packageFile } from './browser.mjs';
import { filesBelow, inRoot, readProcess } from './models.mjs';
import { recordedOnFlows, stepTable } from './steps.mjs';

const FONT = 'Noto Sans JP, Hiragino Sans, Yu Gothic, sans-serif';
const { values: options } = parseArgs({ options: { check: { type: 'boolean' }, png: { type: 'string' } } });
const target = inRoot('docs/processes');
const stale = [];

const browser = options.check ? undefined : await openBrowser();
try {
	const page = browser && (await openPage(browser, { scale: 1.5 }));
	for (const file of filesBelow('processes', '.bpmn')) {
		const xml = readFileSync(inRoot(file), 'utf8');
		const id = basename(file, '.bpmn');
		const model = await readProcess(file);
		keep(`${id}.md`, stepTable(model, file));
		if (options.check) {
			if (!isDrawnFrom(xml, `${id}.svg`)) {
				stale.push(`${id}.svg`);
			}
			continue;
		}
		const svg = (await draw(page, xml, recordedOnFlows(model))) + stateOf(xml);
		keep(`${id}.svg`, svg);
		if (options.png) {
			await photograph(page, svg, join(options.png, `${id}.png`));
		}
	}
}
finally {
	await browser?.close();
}
if (stale.length > 0) {
	console.error(`These differ from their models; run \`npm run render\` in src/test/node and commit:`);
	stale.forEach((file) => console.error(`  docs/processes/${file}`));
	process.exit(1);
}

/** The comment at a picture's end that names the state of the model from which it was drawn. */
function stateOf(xml) {
	return `<!-- drawn from a model with SHA-256 ${createHash('sha256').update(xml).digest('hex')} -->\n`;
}

function isDrawnFrom(xml, name) {
	const file = join(target, name);
	return existsSync(file) && readFileSync(file, 'utf8').endsWith(stateOf(xml));
}

async function draw(page, xml, records) {
	await page.setContent(`<style>${japaneseFont()}</style><div id="canvas" style="width: 1600px; height: 1000px"></div>`);
	await page.addScriptTag({ content: packageFile('bpmn-js/dist/bpmn-viewer.production.min.js').toString() });
	const { svg, warnings } = await page.evaluate(
		async ([model, fontFamily, sheets]) => {
			await Promise.all([document.fonts.load('12px Noto Sans JP', 'a'), document.fonts.load('12px Noto Sans JP', 'あ')]);
			const viewer = new window.BpmnJS({
				container: '#canvas',
				textRenderer: { defaultStyle: { fontFamily }, externalStyle: { fontSize: '11px' } },
			});
			const { warnings } = await viewer.importXML(model);
			// a sheet of paper on each flow that records something, shortly before its end
			const registry = viewer.get('elementRegistry');
			for (const [id, text] of Object.entries(sheets)) {
				const [from, to] = registry.get(id).waypoints.slice(-2);
				const length = Math.hypot(to.x - from.x, to.y - from.y);
				const back = Math.min(24, length / 2) / length;
				const x = Math.round(to.x - (to.x - from.x) * back - 5);
				const y = Math.round(to.y - (to.y - from.y) * back - 6);
				const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'g');
				sheet.innerHTML = `<title></title><path d="m${x} ${y}h7l3 3v9h-10z m2 5h6 m-6 3h6" fill="white" stroke="#22242a" stroke-width="1.2"/>`;
				sheet.firstChild.textContent = text;
				registry.getGraphics(id).querySelector('.djs-visual').append(sheet);
			}
			return { ...(await viewer.saveSVG()), warnings: warnings.map((warning) => warning.message) };
		},
		[xml, FONT, records],
	);
	warnings.forEach((warning) => console.warn(warning));
	return withFont(withoutChance(svg));
}

/** The drawing library numbers its markers by chance; the same model must give the same file. */
function withoutChance(svg) {
	const names = new Map();
	return svg.replace(/marker-([0-9a-z]{20,})(?=[^0-9a-z])/g, (found) => {
		names.set(found, names.get(found) ?? `marker-${names.size + 1}`);
		return names.get(found);
	});
}

/** Puts the few glyphs that the picture needs into it: a picture in a web page can't load a font. */
async function withFont(svg) {
	const text = [...new Set(svg.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ''))].sort().join('');
	const faces = await Promise.all(
		[['latin', /[^\u0000-\u2fff]/gu], ['japanese', /[\u0000-\u2fff]/gu]].map(async ([script, others]) => {
			const font = packageFile(`@fontsource/noto-sans-jp/files/noto-sans-jp-${script}-400-normal.woff2`);
			const part = await subsetFont(font, text.replace(others, ''), { targetFormat: 'woff2' });
			const range = script === 'latin' ? 'U+0-2fff' : 'U+3000-ffff';
			return `@font-face { font-family: Noto Sans JP; unicode-range: ${range}; src: url(data:font/woff2;base64,${part.toString('base64')}) format("woff2"); }`;
		}),
	);
	return svg.replace(/(<svg [^>]*>)/, (open) => `${open}<style>${faces.join(' ')}</style><rect x="-10000" y="-10000" width="20000" height="20000" fill="white"/>`) + '\n';
}

function keep(name, content) {
	const file = join(target, name);
	if (options.check) {
		if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
			stale.push(name);
		}
		return;
	}
	mkdirSync(target, { recursive: true });
	writeFileSync(file, content);
}

async function photograph(page, svg, file) {
	const [, width, height] = /<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg);
	await page.setViewportSize({ width: Math.ceil(+width), height: Math.ceil(+height) });
	await page.setContent(`<style>body { margin: 0 }</style>${svg.slice(svg.indexOf('<svg'))}`);
	await page.evaluate(() => document.fonts.ready);
	await page.screenshot({ path: file });
}
