// Makes the same comparison with Alibaba Cloud's own Node client, and prints its answer: pop-core.cjs FIRST SECOND PORT
const { readFileSync } = require('node:fs');
const RPCClient = require('@alicloud/pop-core');

const [first, second, port] = process.argv.slice(2);
const client = new RPCClient({
  endpoint: `http://127.0.0.1:${port}`,
  apiVersion: '2019-12-30',
  accessKeyId: 'sandbox-id',
  accessKeySecret: 'sandbox-key',
});
const base64 = (path) => readFileSync(path).toString('base64');
const params = { ImageDataA: base64(first), ImageDataB: base64(second) };
client.request('CompareFace', params, { method: 'POST', timeout: 60_000 }).then(
  (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
