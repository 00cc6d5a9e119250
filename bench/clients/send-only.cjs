// Sends one signed request again and again over connections that stay open, and prints the number of calls per second: send-only.cjs IMAGE
// VIDEO PORT COUNT IN_FLIGHT. It signs once, and reads only the status and the length of an answer.
const { readFileSync } = require('node:fs');
const { connect } = require('node:net');
const { signed } = require('./bare-signed.cjs');

const [image, video, port, count, inFlight] = process.argv.slice(2);
const { headers, body } = signed(readFileSync(image), readFileSync(video), `127.0.0.1:${port}`);
const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
const head = Buffer.from(`POST / HTTP/1.1\r\n${lines.join('')}\r\n`);
let left = Number(count);

/** True if `text` is a complete answer. */
function isComplete(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  if (!text.startsWith('HTTP/1.1 200')) throw new Error(text.slice(0, 1000));
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  return length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= end + 4 + Number(length);
}

const sending = () =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    let text = '';
    const next = () => {
      if (left <= 0) return socket.end(resolve);
      left -= 1;
      text = '';
      socket.write(head);
      socket.write(body);
    };
    socket.once('connect', next).once('error', reject);
    socket.on('data', (data) => {
      text += data.latin1Slice();
      if (isComplete(text)) next();
    });
  });

const startedNs = process.hrtime.bigint();
Promise.all(Array.from({ length: Number(inFlight) }, sending)).then(() => {
  process.stdout.write(String(Number(count) / (Number(process.hrtime.bigint() - startedNs) / 1e9)));
});
