// Netlify, Cloudflare Pages, GitLab Pages and CloudFront: what Plenary writes is read by the hosts' own parsers,
// and by Cloudflare's own server of files.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

import { parseAllHeaders } from '@netlify/headers-parser';
import { parseAllRedirects } from '@netlify/redirect-parser';
import { createMetadataObject } from '@cloudflare/pages-shared/dist/metadata-generator/createMetadataObject.js';
import { generateHandler } from '@cloudflare/pages-shared/dist/asset-server/handler.js';

import { build } from './servers.mjs';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const files = (folder) => fs.readdirSync(folder, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
const address = (file) => '/' + file.split(path.sep).map(encodeURIComponent).join('/').replace(/(^|\/)index\.html$/, '$1');

/** What the answer for an address has to say, whatever the host. `isShared`: scripts of others may fetch it, too. */
function right(address, get, isShared = false) {
	const wasm = /\/search\/$|\/pagefind-worker\.js$/.test(address);
	const policy = get('Content-Security-Policy');
	assert.equal(policy.match(/default-src/g).length, 1, `${address}: two policies`);
	assert.equal(/wasm/.test(policy), wasm, address);
	assert.equal(get('X-Content-Type-Options'), 'nosniff');
	assert.equal(get('Cross-Origin-Opener-Policy'), 'same-origin');
	assert.equal(get('Strict-Transport-Security'), 'max-age=31536000');
	const data = /\.(csv|ics|json|jsonld|ttl|vcf|xml)$/.test(address);
	const picture = /\.(png|svg|ico|webp|jpg)$/.test(address);
	assert.equal(get('Access-Control-Allow-Origin') ?? undefined, data || isShared ? '*' : undefined, address);
	assert.equal(get('Cross-Origin-Resource-Policy'), data || picture ? 'cross-origin' : 'same-origin', address);
	const forever = /\/assets\/[^/]+\.[0-9a-f]{10}\.\w+$|\.pf_(meta|index|fragment|filter)$/.test(address);
	assert.equal(get('Cache-Control'), forever ? IMMUTABLE : 'no-cache', address);
	if (/\/feed\.xml$/.test(address)) assert.equal(get('Content-Type'), 'application/atom+xml; charset=utf-8');
	if (/\/feed\.json$/.test(address)) assert.equal(get('Content-Type'), 'application/feed+json; charset=utf-8');
	if (/\.ics$/.test(address)) assert.equal(get('Content-Type'), 'text/calendar; charset=utf-8');
	if (/\.vcf$/.test(address)) assert.equal(get('Content-Type'), 'text/vcard; charset=utf-8');
}

for (const folder of ['', 'sites/ville']) {
	const base = folder && `/${folder}`;
	describe(`Netlify, ${folder || 'root'}`, () => {
		let site, headers, redirects;
		before(async () => {
			site = build(`netlify${folder.length}`, { folder, settings: 'hosts: [netlify]\n' });
			const read = await parseAllHeaders({ headersFiles: [path.join(site.out, '_headers')], minimal: false });
			assert.deepEqual(read.errors, []);
			headers = read.headers;
			const list = await parseAllRedirects({ redirectsFiles: [path.join(site.out, '_redirects')], configRedirects: [], minimal: false });
			assert.deepEqual(list.errors, []);
			redirects = list.redirects;
		});

		test('headers of every output', () => {
			for (const file of files(site.out)) {
				const asked = base + address(file);
				const values = Object.assign({}, ...headers.filter(({ forRegExp }) => forRegExp.test(asked)).map(({ values }) => values));
				right(asked, (name) => values[name], /\/topics\/$/.test(asked));
				if (asked.endsWith('/')) assert.ok(/^text\/html/.test(values['Content-Type'] ?? 'text/html'), asked);
			}
		});

		test('redirects', () => {
			const from = (path) => redirects.find((redirect) => redirect.path === base + path);
			for (const [old, to] of [['/start/', '/'], ['/About/', '/about/'], ['/old%20file.pdf', '/about/#who'], ['/star%2A%3Ax/', '/about/']]) {
				const redirect = from(old);
				assert.equal(redirect?.to, base + to, old);
				assert.equal(redirect.status, 301);
				assert.equal(redirect.force, true);
			}
			assert.equal(from('/elsewhere/').to, 'https://elsewhere.example/a?b=c&d=%20#e');
			const french = from('/fr/*');
			assert.deepEqual([french.to, french.status, french.force], [`${base}/fr/404.html`, 404, false]);
			assert.equal(redirects.findIndex(({ status }) => status === 404), redirects.length - 3);
			assert.ok(redirects.every(({ path, to }) => !/[\n"]/.test(path + to)));
		});
	});

	describe(`Cloudflare Pages, ${folder || 'root'}`, () => {
		let site, metadata, count;
		const read = (name) => fs.readFileSync(path.join(site.out, name), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
		before(() => {
			site = build(`cloudflare${folder.length}`, { folder, settings: 'hosts: [cloudflare]\n' });
			// The files as Cloudflare's documentation says they are read.
			const rules = [];
			for (const line of read('_headers')) {
				assert.ok(line.length <= 2000);
				if (line.startsWith('/')) {
					assert.ok(line.split('*').length <= 2, `one star a pattern: ${line}`);
					rules.push({ path: line.trim(), headers: {}, unsetHeaders: [] });
				} else if (line.trim().startsWith('! ')) {
					rules.at(-1).unsetHeaders.push(line.trim().slice(2));
				} else {
					const [name, ...value] = line.trim().split(':');
					rules.at(-1).headers[name.toLowerCase()] = value.join(':').trim();
				}
			}
			count = rules.length;
			const redirects = read('_redirects').map((line, lineNumber) => {
				const parts = line.split(/\s+/);
				assert.equal(parts.length, 3, line);
				return { from: new URL(parts[0], 'https://town.example').pathname, to: parts[1], status: Number(parts[2]), lineNumber };
			});
			metadata = createMetadataObject({ headers: { rules, invalid: [] }, redirects: { rules: redirects, invalid: [] } });
		});
		const ask = (address) => generateHandler({
			request: new Request(`https://town.example${address}`),
			metadata,
			findAssetEntryForPath: async (name) => {
				const file = path.join(site.docroot, name);
				return fs.existsSync(file) && fs.statSync(file).isFile() ? file : null;
			},
			getAssetKey: (entry) => Buffer.from(entry).toString('hex'),
			negotiateContent: () => ({ encoding: null }),
			fetchAsset: async (key) => ({ body: fs.readFileSync(Buffer.from(key, 'hex').toString()), contentType: 'application/octet-stream' }),
			waitUntil: () => {},
			logError: (error) => { throw error; },
		});

		test('headers of every output', async () => {
			assert.ok(count < 60, `${count} rules`);
			for (const file of files(site.out)) {
				const asked = base + address(file);
				const answer = await ask(asked);
				// The pages of old addresses are there, but lead on by status.
				assert.ok([200, 301, 308].includes(answer.status), asked);
				right(asked, (name) => answer.headers.get(name));
			}
		});

		test('redirects, and what is not there', async () => {
			for (const [old, to] of [['/start/', '/'], ['/About/', '/about/'], ['/old%20file.pdf', '/about/#who'], [encodeURI('/été/'), '/about/']]) {
				const answer = await ask(base + old);
				assert.equal(answer.status, 301, old);
				assert.equal(answer.headers.get('location'), base + to);
				assert.match(answer.headers.get('content-security-policy'), /frame-ancestors 'none'/);
			}
			assert.equal((await ask(`${base}/elsewhere/`)).headers.get('location'), 'https://elsewhere.example/a?b=c&d=%20#e');
			const missing = await ask(`${base}/fr/rien/`);
			assert.equal(missing.status, 404);
			assert.match(await missing.text(), /<html lang="fr"/);
			assert.match(missing.headers.get('content-security-policy'), /default-src 'none'/);
		});
	});

	test(`GitLab Pages and GitHub Pages, ${folder || 'root'}`, () => {
		const site = build(`gitlab${folder.length}`, { folder, settings: 'hosts: [gitlab]\n' });
		const lines = fs.readFileSync(path.join(site.out, '_redirects'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
		for (const line of lines) assert.match(line, /^\/\S* (\/|https?:)\S* 301$/);
		assert.ok(lines.includes(`${base}/start/ ${base}/ 301`));
		// There a file stands before a redirect.
		assert.ok(!fs.existsSync(path.join(site.out, 'start/index.html')));
		const pages = build(`github${folder.length}`, { folder, settings: 'hosts: [github]\n' });
		assert.equal(fs.readFileSync(path.join(pages.out, '.nojekyll'), 'utf8'), '');
		assert.ok(fs.existsSync(path.join(pages.out, 'start/index.html')));
	});

	describe(`S3 with CloudFront, ${folder || 'root'}`, () => {
		let site, said, handler;
		before(() => {
			site = build(`s3${folder.length}`, { folder, settings: 'hosts: [s3]\n' });
			said = JSON.parse(fs.readFileSync(path.join(site.out, 's3.json'), 'utf8'));
			const script = fs.readFileSync(path.join(site.out, 'cloudfront.js'), 'utf8');
			assert.ok(Buffer.byteLength(script) <= 10 * 1024);
			handler = vm.runInNewContext(`${script}\nhandler`, {});
		});
		const asked = (uri) => handler({ version: '1.0', context: { eventType: 'viewer-request' }, request: { method: 'GET', uri, querystring: {}, headers: {} } });

		test('headers of every output', () => {
			const glob = (pattern) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
			const rules = said.headers.map((rule) => ({ ...rule, is: glob(rule.path) }));
			for (const file of files(site.out)) {
				const uri = base + address(file);
				const values = Object.assign({}, ...rules.filter(({ is }) => is.test(uri)).map(({ name, value }) => ({ [name]: value })));
				right(uri, (name) => values[name]);
				if (/\.(css|txt)$/.test(uri)) assert.match(values['Content-Type'], /^text\/\w+; charset=utf-8$/);
			}
		});

		test('folders and redirects', () => {
			assert.equal(asked(`${base}/`).uri, `${base}/index.html`);
			assert.equal(asked(`${base}/about/`).uri, `${base}/about/index.html`);
			// Files without an ending are no folders.
			for (const file of ['/CNAME', '/.well-known/acme-challenge/x', '/.well-known/acme-challenge/not-there-yet']) {
				assert.equal(asked(base + file).uri, base + file);
			}
			assert.equal(asked(`${base}/feed.xml`).uri, `${base}/feed.xml`);
			const leads = (from, to) => {
				const answer = asked(base + from);
				assert.equal(answer.statusCode, 301, from);
				assert.equal(answer.headers.location.value, /^https/.test(to) ? to : base + to);
			};
			leads('/about', '/about/');
			leads('/about/index.html', '/about/');
			leads('/start/', '/');
			leads('/start', '/');
			leads('/About/', '/about/');
			leads('/old%20file.pdf', '/about/#who');
			leads(encodeURI('/été/'), '/about/');
			leads(encodeURI('/été/').toLowerCase(), '/about/');
			leads('/elsewhere/', 'https://elsewhere.example/a?b=c&d=%20#e');
			assert.equal(asked('//evil.example/x').uri, '//evil.example/x');
			assert.equal(asked('//evil.example/index.html').uri, '//evil.example/index.html');
			assert.equal(asked(`${base}/constructor`).statusCode, 301);
			assert.equal(asked(`${base}/s3.json`).statusCode, 404);
			assert.equal(asked(`${base}/%ff`).statusCode, 301);
			assert.equal(asked('/\\evil.example/index.html').uri, '/\\evil.example/index.html');
			for (const { from, to } of said.redirects) assert.equal(asked(from).headers.location.value, to, from);
		});

		test('what goes first', () => {
			assert.deepEqual(said.upload.last, ['build.json']);
			assert.equal(said.folder, folder);
			assert.deepEqual(said.upload.never, ['cloudfront.js', 's3.json']);
			assert.deepEqual(said.gone.slice().sort(), ['/ar/withdrawn/', '/fr/plan-retir%C3%A9/', '/withdrawn/'].map((route) => base + route));
		});
	});
}
