// Keeps what V8 compiled for the commands that people wait for, next to each file of dist/.
const { writeFileSync } = require('node:fs');
const { cacheOf } = require('../bin/load.js');
const { warm } = require('./warm.cjs');

const scripts = new Map();
warm((filename, script) => scripts.set(filename, script)).then(() => {
  for (const [filename, script] of scripts) writeFileSync(cacheOf(filename), script.createCachedData());
});
