// Makes the same comparison with Alibaba Cloud's newer Node client (ACS3), and prints its answer: openapi-client.cjs FIRST SECOND PORT
const { readFileSync } = require('node:fs');
const { default: OpenApi, Config, OpenApiRequest, Params } = require('@alicloud/openapi-client');
const { RuntimeOptions } = require('@alicloud/tea-util');
const { default: util } = require('@alicloud/openapi-util');

const [first, second, port] = process.argv.slice(2);
const client = new OpenApi(
  new Config({ accessKeyId: 'sandbox-id', accessKeySecret: 'sandbox-key', endpoint: `127.0.0.1:${port}`, protocol: 'HTTP' }),
);
const params = new Params({
  action: 'CompareFace',
  version: '2019-12-30',
  protocol: 'HTTPS',
  pathname: '/',
  method: 'POST',
  authType: 'AK',
  style: 'RPC',
  reqBodyType: 'formData',
  bodyType: 'json',
});
const base64 = (path) => readFileSync(path).toString('base64');
const body = util.parseToMap({ ImageDataA: base64(first), ImageDataB: base64(second) });
client.callApi(params, new OpenApiRequest({ body }), new RuntimeOptions({ readTimeout: 60_000 })).then(
  (answer) => process.stdout.write(`${JSON.stringify(answer.body)}\n`),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
