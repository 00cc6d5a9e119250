// A hand-written signed CompareFaceLiveness: TC3-HMAC-SHA256, as in https://www.tencentcloud.com/document/product/1047/34384.
const { createHash, createHmac } = require('node:crypto');

const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const type = 'application/json; charset=utf-8';

/** The request for the bytes of a photo and of a clip, as the sandbox's account signs it. */
exports.signed = function signed(image, video, host) {
  const values = { LivenessType: 'SILENT', ImageBase64: image.toString('base64'), VideoBase64: video.toString('base64') };
  const body = Buffer.from(JSON.stringify(values));
  const timestamp = Math.floor(Date.now() / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`;
  const scope = `${date}/faceid/tc3_request`;
  const key = hmac(hmac(hmac('TC3sandbox-key', date), 'faceid'), 'tc3_request');
  const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`).toString('hex');
  const headers = {
    'content-type': type,
    'content-length': body.length,
    host,
    authorization: `TC3-HMAC-SHA256 Credential=sandbox-id/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
    'x-tc-action': 'CompareFaceLiveness',
    'x-tc-version': '2018-03-01',
    'x-tc-timestamp': String(timestamp),
    'x-tc-region': 'ap-singapore',
  };
  return { canonical, headers, body };
};
