// Runs the commands that people wait for with the built program, against a service of its own.
const { createServer } = require('node:http');
const { join } = require('node:path');
const v8 = require('node:v8');
const { loader } = require('../bin/load.js');

// A changed V8 flag makes every cache made after it unfit for a process that starts without it.
v8.setFlagsFromString = () => undefined;

const fixture = (name) => join(__dirname, '../fixtures', name);
const tencent = { Response: { Result: 'Success', Description: 'Success', Sim: 99, BestFrameBase64: null, RequestId: 'warm' } };
const passed = { passed: 'true', retCode: 'OK_SUCCESS', extInfo: { result: 'true', score: '99.0', faceAttack: 'false' } };
const aliyun = { RequestId: 'warm', Code: 200, Message: 'OK', Data: JSON.stringify(passed) };

const answerTo = (request) => (request.headers['content-type']?.includes('form') ? aliyun : tencent);

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(request))));
});

const compare = ['compare', '--image', fixture('portrait.jpg'), '--video', fixture('selfie-3s.mp4')];
const verify = ['id', 'verify', '--ref-face', fixture('portrait.jpg'), '--auth-face', fixture('portrait.jpg'), '--country', 'vn'];

/** By what they load: each group is loaded together. */
const groups = (endpoint) => ({
  main: [['--help'], ['compare', '--help']],
  call: [
    [...compare, ...endpoint, '--json'],
    [...compare, ...endpoint],
    [...verify, ...endpoint, '--json'],
    [...verify, ...endpoint, '--sign-method', 'acs3'],
  ],
  sandbox: [
    [...compare, '--sandbox', '--json'],
    [...verify, '--sandbox', '--json'],
    [...verify, '--sandbox', '--sign-method', 'acs3', '--json'],
  ],
});

/** `onScript` as in the loader; `onGroup` is told before a group runs. */
exports.warm = function warm(onScript, onGroup = () => undefined) {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', async () => {
      const all = groups(['--endpoint', `http://127.0.0.1:${server.address().port}`]);
      onGroup(Object.keys(all)[0]);
      const { main, nodeRuntime } = loader(onScript)('main.js');
      const silent = { write: () => undefined, finish: async () => undefined, isTTY: false, columns: undefined };
      const env = {
        TENCENTCLOUD_SECRET_ID: 'sandbox-id',
        TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'sandbox-id',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'sandbox-key',
      };
      const runtime = {
        ...nodeRuntime('build'),
        env,
        homeDir: undefined,
        cwd: join(__dirname, '..', 'fixtures'),
        stdout: silent,
        stderr: silent,
      };
      for (const [group, runs] of Object.entries(all)) {
        onGroup(group);
        for (const argv of runs) {
          const exitCode = await main(argv, runtime, 'build');
          if (exitCode !== 0) throw new Error(`idv ${argv.join(' ')} exited ${exitCode}`);
        }
      }
      server.close(resolve);
    });
  });
};
