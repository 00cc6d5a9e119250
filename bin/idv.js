#!/usr/bin/env node
'use strict';

const { version } = require('../package.json');
const argv = process.argv.slice(2);

// Scripts ask for the version often: it needs none of the program, and no stream either.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  require('node:fs').writeSync(1, `${version}\n`);
} else {
  const { main, nodeRuntime } = require('./load.js').loader()('main.js');
  main(argv, nodeRuntime(), version).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
