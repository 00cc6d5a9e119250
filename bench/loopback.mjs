// A server that reads a request and answers as the service would; prints its port.
import { createServer } from 'node:http';

const tencent = { Response: { Result: 'Success', Description: 'Success', Sim: 96.3, BestFrameBase64: null, RequestId: 'bench' } };
const face = [10, 10, 80, 80];
const aliyun = { RequestId: 'bench', Data: { Confidence: 96.3, Thresholds: [61, 69, 75], RectAList: face, RectBList: face } };

const server = createServer((request, response) => {
  const answer = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? aliyun : tencent;
  request.resume();
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
