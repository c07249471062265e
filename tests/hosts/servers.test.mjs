// nginx, Apache and Caddy answer as the manual says: at the root of a host, under a path, and with compressed
// files beside the others.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

import { ask, build, servers } from './servers.mjs';

const ALWAYS = {
	'x-content-type-options': 'nosniff',
	'cross-origin-opener-policy': 'same-origin',
	'strict-transport-security': 'max-age=31536000',
};
const IMMUTABLE = 'public, max-age=31536000, immutable';

const FORMS = [
	['root', { folder: '' }],
	['path', { folder: 'sites/ville-é' }],
	['compressed', { folder: '', settings: 'precompress: yes\n' }],
];

function files(folder) {
	return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
}

for (const [form, options] of FORMS) {
	let site;
	before(() => {
		site = build(form, options);
		if (form === 'compressed') {
			const conf = path.join(site.out, 'nginx-server.conf');
			fs.writeFileSync(conf, fs.readFileSync(conf, 'utf8').replace('# brotli_static', 'brotli_static'));
		}
	});
	const base = options.folder ? `/${encodeURI(options.folder)}` : '';
	for (const name of Object.keys(servers)) {
		describe(`${name}, ${form}`, () => {
			let server;
			before(async () => { server = await servers[name](site); });
			after(() => server.stop());
			const get = async (address, headers, method) => {
				const answer = await ask(server.port, base + address, headers, method);
				for (const [header, value] of Object.entries(ALWAYS)) {
					assert.deepEqual(answer.all(header), [value], `${address}: ${header}`);
				}
				assert.equal(answer.all('referrer-policy').length, 1, address);
				for (const header of ['content-security-policy', 'cache-control', 'cross-origin-resource-policy']) {
					// An answer without a body may leave out what the first one said (RFC 9110, 15.4.5).
					assert.ok(answer.all(header).length === 1, `${address}: ${header}: ${answer.all(header).join(' AND ')}`);
				}
				assert.match(answer.headers['permissions-policy'], /camera=\(\)/);
				assert.match(answer.headers['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/);
				assert.equal(answer.headers['x-owned'], undefined);
				return answer;
			};
			const is = (answer, status, type) => {
				assert.equal(answer.status, status);
				if (type) assert.equal(answer.headers['content-type'], type);
				return answer;
			};

			// Servers write the digits of an encoded letter in capitals or not.
			const leadsTo = (answer) => encodeURI(decodeURI(new URL(answer.headers.location, 'http://town.example').pathname));

			test('pages', async () => {
				const home = is(await get('/'), 200, 'text/html; charset=utf-8');
				assert.match(home.text, /Welcome to the town/);
				assert.equal(home.headers['cache-control'], 'no-cache');
				assert.equal(home.headers['cross-origin-resource-policy'], 'same-origin');
				assert.equal(home.headers['access-control-allow-origin'], undefined);
				assert.ok(!/wasm/.test(home.headers['content-security-policy']));
				is(await get('/about/?utm=1'), 200, 'text/html; charset=utf-8');
				is(await get(`/ar/topics/${encodeURIComponent('المياه-العذبة')}/`), 200, 'text/html; charset=utf-8');
				const head = is(await get('/about/', {}, 'HEAD'), 200, 'text/html; charset=utf-8');
				assert.equal(head.body.length, 0);
			});

			test('every output has its headers', async () => {
				for (const file of files(site.out).filter((name) => !/\.(br|gz)$/.test(name))) {
					await get('/' + file.split(path.sep).map(encodeURIComponent).join('/'));
				}
			});

			test('folders', async () => {
				const moved = await get('/about');
				assert.ok([301, 308].includes(moved.status));
				assert.equal(leadsTo(moved), `${base}/about/`);
				const index = is(await get('/about/index.html'), 301);
				assert.equal(leadsTo(index), `${base}/about/`);
				const own = is(await get('/index.html'), 301);
				assert.equal(leadsTo(own), `${base}/`);
				const away = await ask(server.port, '//evil.example/index.html');
				assert.ok(![301, 302, 307, 308].includes(away.status) || !/^(https?:)?[/\\]{2}evil/.test(away.headers.location), away.headers.location);
				is(await get('/assets/'), 404);
			});

			test('redirects', async () => {
				const leads = async (from, to) => {
					const { status, headers } = await get(from);
					const location = new URL(headers.location ?? 'none:', `http://town.example${base}/`);
					const wanted = new URL(to.startsWith('/') ? base + to : to, 'http://town.example');
					for (const url of [location, wanted]) if (url.hostname === 'town.example') url.host = 'town.example';
					assert.equal(status, 301, from);
					assert.equal(location.href, wanted.href, from);
				};
				await leads('/start/', '/');
				await leads('/start', '/');
				await leads('/start/?x=1', '/');
				await leads('/About/', '/about/');
				await leads('/who-we-are/', '/about/');
				await leads('/fr/qui%20sommes-nous/', '/fr/about/');
				await leads('/old%20file.pdf', '/about/#who');
				await leads(encodeURI('/été/'), '/about/');
				await leads('/find/', '/search/?q=water&lang=en');
				await leads('/elsewhere/', 'https://elsewhere.example/a?b=c&d=%20#e');
				await leads(encodeURI('/a"; return 200 "owned"; }/'), '/about/');
				await leads(encodeURI('/line\nadd_header X-Owned yes;/'), '/about/');
				await leads('/' + ['{$HOME}', '$uri', '%{HOME}', '`'].map(encodeURIComponent).join('/') + '/', '/about/');
				await leads('/star*:x/', '/about/');
				const dollar = await get('/dollar/');
				assert.equal(dollar.headers.location, 'https://elsewhere.example/%24host/%24%7Benv.HOME%7D/%7Benv.HOME%7D/%7B%24HOME%7D;%27%22%60X-Owned:%20yes');
				is(await get('/starry/'), 404);
			});

			test('what is not there', async () => {
				const english = is(await get('/nothing/'), 404, 'text/html; charset=utf-8');
				assert.match(english.text, /<html lang="en"/);
				assert.match(is(await get('/fr/rien/'), 404, 'text/html; charset=utf-8').text, /<html lang="fr"/);
				assert.match(is(await get('/ar/x.ics'), 404, 'text/html; charset=utf-8').text, /<html lang="ar"/);
				assert.match(is(await get('/frx/'), 404).text, /<html lang="en"/);
				assert.match(is(await get('/404.html'), 404).text, /<html lang="en"/);
				const style = is(await get('/assets/site.0123456789.css'), 404, 'text/html; charset=utf-8');
				assert.equal(style.headers['cache-control'], 'no-cache');
				is(await get('/search/nothing.html'), 404);
				// Who has the page already gets it again, whole.
				for (const [address, status] of [['/nothing/', 404], ['/withdrawn/', 410]]) {
					const first = await get(address);
					for (const [asked, value] of [['If-None-Match', first.headers.etag], ['If-Modified-Since', first.headers['last-modified']]]) {
						if (!value) continue;
						const again = is(await get(address, { [asked]: value }), status);
						assert.equal(again.text, first.text, `${address} ${asked}`);
					}
				}
			});

			test('what is withdrawn', async () => {
				const gone = is(await get('/withdrawn/'), 410, 'text/html; charset=utf-8');
				assert.match(gone.text, /The plan was wrong/);
				assert.ok([301, 308, 410].includes((await get('/withdrawn')).status));
				assert.match(is(await get(encodeURI('/fr/plan-retiré/')), 410).text, /<html lang="fr"/);
			});

			test('search has its policy', async () => {
				for (const address of ['/search/', '/fr/search/', '/pagefind/pagefind-worker.js']) {
					assert.match(is(await get(address), 200).headers['content-security-policy'], /'wasm-unsafe-eval'/, address);
					assert.equal((await get(address)).headers['referrer-policy'], 'no-referrer', address);
				}
				for (const address of ['/pagefind/pagefind.js', '/pagefind/pagefind-entry.json', '/a-z/']) {
					assert.doesNotMatch(is(await get(address), 200).headers['content-security-policy'], /wasm/, address);
					assert.equal((await get(address)).headers['referrer-policy'], 'strict-origin-when-cross-origin', address);
				}
			});

			test('types, sharing and caching', async () => {
				for (const [address, type, cors, corp, cache] of [
					['/feed.xml', 'application/atom+xml; charset=utf-8', '*', 'cross-origin', 'no-cache'],
					['/notes/feed.xml', 'application/atom+xml; charset=utf-8', '*', 'cross-origin', 'no-cache'],
					['/feed.json', 'application/feed+json; charset=utf-8', '*', 'cross-origin', 'no-cache'],
					['/sitemap.xml', 'application/xml; charset=utf-8', '*', 'cross-origin', 'no-cache'],
					['/calendar.ics', 'text/calendar; charset=utf-8', '*', 'cross-origin', 'no-cache'],
					['/data/governance.json', 'application/json; charset=utf-8', '*', 'cross-origin', 'no-cache'],
					['/data/governance.ttl', 'text/turtle; charset=utf-8', '*', 'cross-origin', 'no-cache'],
					['/notes/minutes.txt', 'text/plain; charset=utf-8', undefined, 'same-origin', 'no-cache'],
					['/assets/changing.txt', 'text/plain; charset=utf-8', undefined, 'same-origin', 'no-cache'],
					['/files/module.mjs', 'text/javascript; charset=utf-8', undefined, 'same-origin', 'no-cache'],
					['/files/old.htm', 'text/html; charset=utf-8', undefined, 'same-origin', 'no-cache'],
					['/files/film.vtt', 'text/vtt; charset=utf-8', undefined, 'same-origin', 'no-cache'],
					['/files/letters.otf', 'font/otf', undefined, 'same-origin', 'no-cache'],
					['/files/track.gpx', 'application/gpx+xml; charset=utf-8', undefined, 'same-origin', 'no-cache'],
					['/files/sheet.xls', 'application/vnd.ms-excel', undefined, 'same-origin', 'no-cache'],
					['/apple-touch-icon.png', 'image/png', undefined, 'cross-origin', 'no-cache'],
				]) {
					const answer = is(await get(address), 200, type);
					assert.equal(answer.headers['access-control-allow-origin'], cors, address);
					assert.equal(answer.headers['cross-origin-resource-policy'], corp, address);
					assert.equal(answer.headers['cache-control'], cache, address);
				}
				const all = files(site.out);
				const style = all.find((name) => /^assets\/.*\.css$/.test(name));
				assert.equal(is(await get(`/${style}`), 200, 'text/css; charset=utf-8').headers['cache-control'], IMMUTABLE);
				const piece = all.find((name) => name.endsWith('.pf_fragment'));
				assert.equal(is(await get(`/${piece}`), 200).headers['cache-control'], IMMUTABLE);
				const card = all.find((name) => name.endsWith('.vcf'));
				assert.equal(is(await get(`/${card}`), 200, 'text/vcard; charset=utf-8').headers['access-control-allow-origin'], '*');
			});

			test('compression and asking again', async () => {
				const style = files(site.out).find((name) => /^assets\/.*\.css$/.test(name));
				for (const address of ['/', '/about/', '/feed.xml', '/data/governance.json', `/${style}`]) {
					const zipped = is(await get(address, { 'Accept-Encoding': 'gzip' }), 200);
					assert.equal(zipped.headers['content-encoding'], 'gzip', address);
					assert.match(zipped.headers.vary, /Accept-Encoding/i);
					const text = zlib.gunzipSync(zipped.body).toString();
					const file = path.join(site.out, `${address.replace(/\/$/, '/index.html')}.gz`);
					assert.equal(fs.existsSync(file) && fs.readFileSync(file).equals(zipped.body), form === 'compressed', address);
					const plain = is(await get(address, { 'Accept-Encoding': 'identity' }), 200, zipped.headers['content-type']);
					assert.equal(plain.headers['content-encoding'], undefined);
					assert.equal(text, plain.text);
					for (const answer of [zipped, plain]) {
						const accept = answer === zipped ? 'gzip' : 'identity';
						const again = await ask(server.port, base + address, { 'Accept-Encoding': accept, 'If-None-Match': answer.headers.etag });
						assert.equal(again.status, 304, `${address} ${accept} ${answer.headers.etag}`);
						assert.ok(again.all('content-security-policy').length <= 1);
						const since = await ask(server.port, base + address, { 'Accept-Encoding': accept, 'If-Modified-Since': answer.headers['last-modified'] });
						assert.equal(since.status, 304, address);
					}
				}
				if (form === 'compressed') {
					for (const refused of ['gzip;q=0, br;q=0', 'br; q=0.000, gzip ;q=0', 'identity']) {
						const plain = is(await get('/search/', { 'Accept-Encoding': refused }), 200);
						if (name !== 'nginx') assert.equal(plain.headers['content-encoding'], undefined, refused);
					}
					for (const taken of ['br;q=0.5', 'gzip;q=0, br', 'deflate, br;q=1.0, gzip']) {
						assert.equal((await get('/search/', { 'Accept-Encoding': taken })).headers['content-encoding'], 'br', taken);
					}
					const small = is(await get('/search/', { 'Accept-Encoding': 'gzip, br' }), 200, 'text/html; charset=utf-8');
					assert.equal(small.headers['content-encoding'], 'br');
					assert.match(small.headers['content-security-policy'], /wasm/);
					assert.ok(fs.readFileSync(path.join(site.out, 'search/index.html.br')).equals(small.body));
				}
				const picture = await get('/apple-touch-icon.png', { 'Accept-Encoding': 'gzip' });
				assert.equal(picture.headers['content-encoding'], undefined);
			});

			test('files for hosts are not for the public', async () => {
				for (const file of ['nginx-http.conf', 'nginx-server.conf', '.htaccess', 'Caddyfile', 's3.json', 'cloudfront.js']) {
					assert.ok([403, 404].includes((await get(`/${file}`)).status), file);
				}
			});
		});
	}
}

test('two sites on one nginx, one of them with a long policy', async () => {
	const first = build('first', { address: 'https://first.example/' });
	const second = build('second', { address: 'https://second.example/', scripts: 120 });
	const server = await servers.nginx(first, second);
	try {
		const [one, two] = [await ask(server.port, '/'), await ask(server.port, '/', { Host: 'second.example' })];
		assert.doesNotMatch(one.headers['content-security-policy'], /sha256/);
		assert.ok(two.headers['content-security-policy'].match(/'sha256-/g).length >= 100);
		assert.ok(two.headers['content-security-policy'].endsWith("frame-ancestors 'none'"));
		assert.match((await ask(server.port, '/fr/rien/', { Host: 'second.example' })).text, /<html lang="fr"/);
	} finally {
		await server.stop();
	}
});
