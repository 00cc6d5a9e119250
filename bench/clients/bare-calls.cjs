// Makes COUNT hand-written calls, IN_FLIGHT at a time: bare-calls.cjs IMAGE VIDEO PORT COUNT IN_FLIGHT
const { readFile } = require('node:fs/promises');
const { Agent, request } = require('node:http');
const { signed } = require('./bare-signed.cjs');

const [image, video, port, count, inFlight] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(inFlight) });
let left = Number(count);

async function calls() {
  while (left > 0) {
    left -= 1;
    const { headers, body } = signed(await readFile(image), await readFile(video), `127.0.0.1:${port}`);
    await new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method: 'POST', path: '/', headers, agent }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()).Response));
      });
      sent.on('error', reject).end(body);
    });
  }
}

Promise.all(Array.from({ length: Number(inFlight) }, calls)).then(() => agent.destroy());
