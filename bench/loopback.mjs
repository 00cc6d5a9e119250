// A server that reads a request and answers as the service would; prints its port.
import { createServer } from 'node:http';

const answer = JSON.stringify({
  Response: { Result: 'Success', Description: 'Success', Sim: 96.3, BestFrameBase64: null, RequestId: 'bench' },
});

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
