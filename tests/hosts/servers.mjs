// Real servers on loopback, each with the files that Plenary wrote for it and no more than a reader of the manual
// would write around them.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

const root = path.resolve(import.meta.dirname, '../..');
// Apache lowers its rights, so what it serves must lie where everybody may look.
const built = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-hosts-'));
fs.chmodSync(built, 0o755);
process.on('exit', () => fs.rmSync(built, { recursive: true, force: true }));

/** Builds the test site with more settings, below `folder` of a document root, and gives the document root. */
export function build(name, { settings = '', folder = '', address = 'https://town.example/', scripts = 0 } = {}) {
	const [source, docroot] = [path.join(built, `${name}.source`), path.join(built, name)];
	fs.cpSync(path.join(root, 'tests/hosts/site'), source, { recursive: true });
	const file = path.join(source, 'content/site.yaml');
	const hosts = settings.includes('hosts:') ? /^hosts:.*\n/m : /$^/;
	fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(hosts, '') + settings);
	// Scripts within pages, each of which has a digest of its own in the policy.
	for (let i = 0; i < scripts; i++) {
		fs.writeFileSync(path.join(source, `static/files/script-${i}.html`), `<!doctype html>\n<html lang="en">\n<title>${i}</title>\n<script>window.x = ${i};</script>\n</html>\n`);
	}
	const out = path.join(docroot, folder);
	fs.mkdirSync(path.dirname(out), { recursive: true });
	const base = ['--base-url', new URL(folder && `${encodeURI(folder)}/`, address).href];
	execFileSync(path.join(root, 'target/debug/plenary'),
		['build', '--root', source, '--out', out, '--today', '2026-11-28', ...base], { stdio: ['ignore', 'ignore', 'inherit'] });
	return { docroot, out, host: new URL(address).hostname };
}

const freePort = () => new Promise((resolve) => {
	const server = net.createServer().listen(0, '127.0.0.1', () => {
		const { port } = server.address();
		server.close(() => resolve(port));
	});
});

/** Starts a program and waits until its port answers. */
async function started(command, args, port, { log, ...options } = {}) {
	const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
	let said = '';
	child.stdout.on('data', (data) => { said += data; });
	child.stderr.on('data', (data) => { said += data; });
	let over = false;
	child.on('exit', () => { over = true; });
	for (let i = 0; i < 200; i++) {
		if (over) break;
		const is = await new Promise((resolve) => {
			const socket = net.connect(port, '127.0.0.1');
			socket.on('connect', () => { socket.destroy(); resolve(true); }).on('error', () => resolve(false));
		});
		if (is) return { port, said: () => said + (log ? fs.readFileSync(log, 'utf8') : ''), stop: () => new Promise((resolve) => { child.on('exit', resolve); child.kill('SIGTERM'); }) };
		await new Promise((resolve) => { setTimeout(resolve, 50); });
	}
	child.kill('SIGKILL');
	throw new Error(`${command} does not start:\n${said}${log && fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''}`);
}

export const servers = {
	/** One site, or several that the name of the host tells apart: the first one answers for all other names. */
	async nginx(...sites) {
		const port = await freePort();
		const home = fs.mkdtempSync(path.join(built, 'nginx-'));
		const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${home}/${name};`).join(' ');
		const user = process.getuid() === 0 ? 'user root;' : '';
		fs.writeFileSync(`${home}/nginx.conf`, `daemon off; ${user} pid ${home}/pid; error_log stderr warn; worker_processes 1;
			load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
			events { }
			http { ${temporary} access_log off; include /etc/nginx/mime.types;
				${sites.map(({ out, docroot, host = 'town.example' }) => `include "${out}/nginx-http.conf";
				server { listen 127.0.0.1:${port}; server_name ${host}; root "${docroot}"; include "${out}/nginx-server.conf"; }`).join('\n')} }`);
		return started('nginx', ['-e', 'stderr', '-c', `${home}/nginx.conf`], port);
	},
	async apache({ docroot }) {
		const port = await freePort();
		const home = fs.mkdtempSync(path.join(built, 'apache-'));
		const modules = ['mpm_event', 'authz_core', 'mime', 'dir', 'rewrite', 'headers', 'filter', 'deflate', 'autoindex', 'alias', 'negotiation', 'setenvif'];
		const user = process.getuid() === 0 ? 'User www-data\nGroup www-data\n' : '';
		fs.writeFileSync(`${home}/httpd.conf`, `ServerRoot ${home}\nServerName town.example\nListen 127.0.0.1:${port}\nPidFile ${home}/pid
			ErrorLog ${home}/error.log\nLogLevel error\nDefaultRuntimeDir ${home}\n${user}
			${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
			TypesConfig /etc/mime.types
			Include /etc/apache2/mods-available/mime.conf
			Include /etc/apache2/mods-available/dir.conf
			Include /etc/apache2/mods-available/autoindex.conf
			DocumentRoot "${docroot}"
			<Directory "${docroot}">\nOptions Indexes FollowSymLinks\nAllowOverride FileInfo\nRequire all granted\n</Directory>
			<FilesMatch "^\\.ht">\nRequire all denied\n</FilesMatch>\n`);
		return started('apache2', ['-DFOREGROUND', '-f', `${home}/httpd.conf`], port, { log: `${home}/error.log` });
	},
	async caddy({ docroot, out }) {
		const port = await freePort();
		const home = fs.mkdtempSync(path.join(built, 'caddy-'));
		fs.writeFileSync(`${home}/Caddyfile`, `{\n\tadmin off\n\tauto_https off\n\tlog {\n\t\tlevel WARN\n\t}\n}\nhttp://127.0.0.1:${port}, http://town.example:${port} {\n\troot * "${docroot}"\n\timport "${out}/Caddyfile"\n}\n`);
		return started('caddy', ['run', '--config', `${home}/Caddyfile`, '--adapter', 'caddyfile'], port, { env: { PATH: process.env.PATH, HOME: '/home-that-nobody-may-see', XDG_DATA_HOME: home, XDG_CONFIG_HOME: home } });
	},
};

/** Asks a server for an address as it is written. */
export function ask(port, address, headers = {}, method = 'GET') {
	return new Promise((resolve, reject) => {
		const request = http.request({ port, host: '127.0.0.1', path: address, method, agent: false, headers: { Host: 'town.example', ...headers } }, (response) => {
			const parts = [];
			response.on('data', (part) => parts.push(part));
			response.on('end', () => resolve({
				status: response.statusCode,
				headers: response.headers,
				/** All values of a header, as many times as it was sent. */
				all: (name) => response.rawHeaders.filter((value, i) => i % 2 === 1 && response.rawHeaders[i - 1].toLowerCase() === name),
				body: Buffer.concat(parts),
				text: Buffer.concat(parts).toString('utf8'),
			}));
		});
		request.on('error', reject).end();
	});
}
