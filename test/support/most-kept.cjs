// Loaded before a command. Writes to descriptor 3 the highest number of bytes that was in use after garbage collection.
const { writeSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
let most = 0;

function look() {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  most = Math.max(most, heapUsed + external);
}

setInterval(look, 100).unref();
process.on('exit', () => {
  writeSync(3, String(most));
});
