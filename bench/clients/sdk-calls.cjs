// Makes COUNT calls with the vendor's own Node SDK, IN_FLIGHT at a time, with one client for all: sdk-calls.cjs IMAGE VIDEO PORT COUNT
// IN_FLIGHT
const { readFile } = require('node:fs/promises');
const { sdkClient } = require('./sdk-client.cjs');

const [image, video, port, count, inFlight] = process.argv.slice(2);
const { client, requestOf } = sdkClient(port);
let left = Number(count);

async function calls() {
  while (left > 0) {
    left -= 1;
    const request = requestOf(await readFile(image), await readFile(video));
    await new Promise((resolve, reject) => {
      client.CompareFaceLiveness(request, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }
}

Promise.all(Array.from({ length: Number(inFlight) }, calls));
