// The common commands, in groups: the modules that a group loads go into one file. The commands call a local service.
const { createServer } = require('node:http');
const { join } = require('node:path');

const fixtures = join(__dirname, '../fixtures');
const fixture = (name) => join(fixtures, name);
const tencent = { Response: { Result: 'Success', Description: 'Success', Sim: 99, BestFrameBase64: null, RequestId: 'warm' } };
const passed = { passed: 'true', retCode: 'OK_SUCCESS', extInfo: { result: 'true', score: '99.0', faceAttack: 'false' } };
const aliyun = { RequestId: 'warm', Code: 200, Message: 'OK', Data: JSON.stringify(passed) };

const answerTo = (request) => (request.headers['content-type']?.includes('form') ? aliyun : tencent);

/** Starts the service, and returns its address. */
exports.serve = () =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      request.resume();
      request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(request))));
    });
    server.listen(0, '127.0.0.1', () => resolve({ endpoint: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }));
  });

/** The environment of the commands: with keys for the service, and without any setting of the user. */
exports.environment = {
  TENCENTCLOUD_SECRET_ID: 'sandbox-id',
  TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'sandbox-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'sandbox-key',
  HOME: fixtures,
};

const compare = ['compare', '--image', fixture('portrait.jpg'), '--video', fixture('selfie-3s.mp4')];
const verify = ['id', 'verify', '--ref-face', fixture('portrait.jpg'), '--auth-face', fixture('portrait.jpg'), '--country', 'vn'];

exports.groups = (endpoint) => ({
  // What every command needs.
  main: [],
  call: [
    [...compare, '--endpoint', endpoint, '--json'],
    [...compare, '--endpoint', endpoint],
  ],
  aliyun: [
    [...verify, '--endpoint', endpoint, '--json'],
    [...verify, '--endpoint', endpoint, '--sign-method', 'acs3'],
  ],
  sandbox: [
    [...compare, '--sandbox', '--json'],
    [...verify, '--sandbox', '--json'],
    [...verify, '--sandbox', '--sign-method', 'acs3', '--json'],
  ],
  catalogue: [['actions', '--json']],
});
