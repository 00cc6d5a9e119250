// Loaded before a command: writes to descriptor 3 how many bytes it kept at most, all garbage collected.
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
