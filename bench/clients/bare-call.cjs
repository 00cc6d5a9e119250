// The lower bound: a hand-written CompareFaceLiveness that uses only what Node has built in, checks nothing, and prints its answer.
// bare-call.cjs IMAGE VIDEO PORT; `dry` in place of the port reads, encodes, signs and prints, and sends nothing.
const { readFileSync } = require('node:fs');
const { signed } = require('./bare-signed.cjs');

const [image, video, port] = process.argv.slice(2);
const { canonical, headers, body } = signed(readFileSync(image), readFileSync(video), `127.0.0.1:${port}`);
if (port === 'dry') process.stdout.write(`${canonical}\n${headers.authorization}\n${body.length}\n`);
else {
  const { request } = require('node:http');
  const sent = request({ host: '127.0.0.1', port, method: 'POST', path: '/', headers }, (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () => process.stdout.write(`${JSON.stringify(JSON.parse(Buffer.concat(chunks).toString()).Response)}\n`));
  });
  sent.end(body);
}
