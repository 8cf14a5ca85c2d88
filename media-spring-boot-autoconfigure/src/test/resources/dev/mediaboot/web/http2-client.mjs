// What browsers and hostile clients do with the streams of one HTTP/2 connection: many at once, windows of any size,
// readers who come late, resets and pings in the middle. Every body that is not reset has to be the file.
//
// usage: node http2-client.mjs SCENARIO URL FILE [NUMBER]

import { readFileSync } from 'node:fs';
import http2 from 'node:http2';

const [scenario, url, file, number] = process.argv.slice(2);
const { origin, pathname } = new URL(url);
const expected = readFileSync(file);

function connect(settings = {}) {
	const session = http2.connect(origin, { rejectUnauthorized: false, settings });
	session.on('error', fail);
	session.on('goaway', (code) => code === 0 || fail(new Error(`the server went away with code ${code}`)));
	return session;
}

function fail(error) {
	console.error(error.message);
	process.exit(1);
}

// Sends a request; the promise is that its body is the file
function get(session) {
	const stream = session.request({ ':path': pathname });
	const whole = new Promise((resolve, reject) => {
		const chunks = [];
		stream.on('response', (fields) => fields[':status'] === 200 || reject(new Error(`status ${fields[':status']}`)));
		stream.on('data', (chunk) => chunks.push(chunk));
		stream.on('error', reject);
		stream.on('close', () => {
			const body = Buffer.concat(chunks);
			if (body.equals(expected)) {
				resolve();
			}
			else {
				reject(new Error(`${body.length} of ${expected.length} bytes, code ${stream.rstCode}`));
			}
		});
	});
	return { stream, whole };
}

function getMany(session, count) {
	return Array.from({ length: count }, () => get(session));
}

const all = (requests) => Promise.all(requests.map(({ whole }) => whole));

const scenarios = {

	async streams() {
		const session = connect();
		await all(getMany(session, Number(number)));
		session.close();
	},

	async window() {
		const session = connect({ initialWindowSize: Number(number) });
		await all(getMany(session, 5));
		session.close();
	},

	// Nothing of a body is read before all heads are there
	async late() {
		const session = connect({ initialWindowSize: 100 });
		const requests = getMany(session, Number(number));
		await Promise.all(requests.map(({ stream, whole }) => Promise.race([new Promise((resolve) => {
			stream.pause();
			stream.once('response', resolve);
		}), whole])));
		requests.forEach(({ stream }) => stream.resume());
		await all(requests);
		session.close();
	},

	// Each third stream is given up in the middle, with a ping behind it. One that ends before its reset is no fault
	async resets() {
		const session = connect();
		const requests = getMany(session, Number(number));
		requests.forEach(({ stream, whole }, i) => {
			if (i % 3 === 2) {
				whole.catch(() => {});
				stream.once('data', () => {
					stream.close(http2.constants.NGHTTP2_CANCEL);
					session.ping(() => {});
				});
			}
		});
		await all(requests.filter((_, i) => i % 3 !== 2));
		await get(session).whole;
		session.close();
	},

};

await scenarios[scenario]().catch(fail);
