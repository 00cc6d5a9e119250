// The same call through the vendor's own Node SDK, loaded as narrowly as it can be, its answer printed.
const { readFileSync } = require('node:fs');
const sdk = 'tencentcloud-sdk-nodejs-intl-en/tencentcloud';
const { Client, Models } = require(`${sdk}/faceid`).v20180301;
const Credential = require(`${sdk}/common/credential`);
const ClientProfile = require(`${sdk}/common/profile/client_profile`);
const HttpProfile = require(`${sdk}/common/profile/http_profile`);

const [image, video, port] = process.argv.slice(2);
const http = new HttpProfile();
http.protocol = 'http://';
http.endpoint = `127.0.0.1:${port}`;
const profile = new ClientProfile('TC3-HMAC-SHA256', http);
const client = new Client(new Credential('sandbox-id', 'sandbox-key'), 'ap-singapore', profile);
const request = new Models.CompareFaceLivenessRequest();
request.ImageBase64 = readFileSync(image).toString('base64');
request.VideoBase64 = readFileSync(video).toString('base64');
request.LivenessType = 'SILENT';
client.CompareFaceLiveness(request, (error, answer) => {
  if (error) {
    console.error(error);
    process.exitCode = 1;
  } else process.stdout.write(`${JSON.stringify(answer)}\n`);
});
