// Makes the same call with the vendor's own Node SDK, and prints its answer: sdk-call.cjs IMAGE VIDEO PORT
const { readFileSync } = require('node:fs');
const { sdkClient } = require('./sdk-client.cjs');

const [image, video, port] = process.argv.slice(2);
const { client, requestOf } = sdkClient(port);
client.CompareFaceLiveness(requestOf(readFileSync(image), readFileSync(video)), (error, answer) => {
  if (error) {
    console.error(error);
    process.exitCode = 1;
  } else process.stdout.write(`${JSON.stringify(answer)}\n`);
});
