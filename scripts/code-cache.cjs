// Runs the commands that people wait for, then keeps what V8 compiled for them beside each file of dist/.
const { createServer } = require('node:http');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const v8 = require('node:v8');
const { loader } = require('../bin/load.js');

// A changed V8 flag makes every cache made after it unfit for a process that starts without it.
v8.setFlagsFromString = () => undefined;

const fixture = (name) => join(__dirname, '../fixtures', name);
const answer = JSON.stringify({
  Response: { Result: 'Success', Description: 'Success', Sim: 99, BestFrameBase64: null, RequestId: 'warm' },
});

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
});

server.listen(0, '127.0.0.1', async () => {
  const scripts = new Map();
  const { main, nodeRuntime } = loader((filename, script) => scripts.set(filename, script))('main.js');
  const silent = { write: () => undefined, isTTY: false, columns: undefined };
  const env = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };
  const runtime = { ...nodeRuntime(), env, homeDir: undefined, cwd: join(__dirname, '..', 'fixtures'), stdout: silent, stderr: silent };
  const compare = ['compare', '--image', fixture('portrait.jpg'), '--video', fixture('selfie-3s.mp4')];
  const endpoint = ['--endpoint', `http://127.0.0.1:${server.address().port}`];
  const runs = [
    ['--help'],
    ['compare', '--help'],
    [...compare, ...endpoint, '--json'],
    [...compare, ...endpoint],
    [...compare, '--sandbox', '--json'],
  ];
  for (const argv of runs) {
    const exitCode = await main(argv, runtime, 'build');
    if (exitCode !== 0) throw new Error(`idv ${argv.join(' ')} exited ${exitCode}`);
  }
  for (const [filename, script] of scripts) writeFileSync(`${filename}.cache`, script.createCachedData());
  server.close();
});
