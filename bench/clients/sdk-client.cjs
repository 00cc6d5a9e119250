// Tencent Cloud's own Node SDK. Loads as little of it as possible.
const sdk = 'tencentcloud-sdk-nodejs-intl-en/tencentcloud';
const { Client, Models } = require(`${sdk}/faceid`).v20180301;
const Credential = require(`${sdk}/common/credential`);
const ClientProfile = require(`${sdk}/common/profile/client_profile`);
const HttpProfile = require(`${sdk}/common/profile/http_profile`);

function requestOf(image, video) {
  const request = new Models.CompareFaceLivenessRequest();
  request.ImageBase64 = image.toString('base64');
  request.VideoBase64 = video.toString('base64');
  request.LivenessType = 'SILENT';
  return request;
}

exports.sdkClient = function sdkClient(port) {
  const http = new HttpProfile();
  http.protocol = 'http://';
  http.endpoint = `127.0.0.1:${port}`;
  const profile = new ClientProfile('TC3-HMAC-SHA256', http);
  return { client: new Client(new Credential('sandbox-id', 'sandbox-key'), 'ap-singapore', profile), requestOf };
};
