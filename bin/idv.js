#!/usr/bin/env node
'use strict';

// Written so that an old Node reads it to the end, and can say that it is too old.
const { readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');

const argv = process.argv.slice(2);
const isJson = argv.includes('--json');

function write(fd, text) {
  try {
    // A disk that is almost full takes a part, and no error tells.
    for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(writeSync(fd, rest));
    return undefined;
  } catch (error) {
    // `idv … | head` has seen enough.
    return error.code === 'EPIPE' ? undefined : error;
  }
}

const categories = { 3: 'config', 24: 'output', 70: 'internal' };

/** Node ends a crash with 1 and a stack trace; idv never does. */
function fail(sentence, hint, exitCode = 70, billed = null) {
  const category = categories[exitCode];
  const facts = { requestId: null, retryable: false, billed, docsUrl: null, exitCode };
  const error = { category, code: category, message: sentence, hint, ...facts };
  write(2, isJson ? `${JSON.stringify({ error })}\n` : `error ${sentence}\n  → ${hint}\n`);
  process.exit(exitCode);
}

const notWhole = (error) =>
  fail(`idv is not installed completely (${error.code || error.name})`, 'install it again; in a checkout, run: npm run build');

/** `>=20.18.1` as numbers. */
const numbers = (version) =>
  version
    .replace(/^[^\d]+/, '')
    .split('.')
    .map(Number);

function isTooOld(running, needed) {
  const at = needed.findIndex((number, index) => number !== running[index]);
  return at >= 0 && running[at] < needed[at];
}

/** Read as a file: `require` looks for it in several places first. */
function manifest() {
  try {
    return JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'));
  } catch (error) {
    return notWhole(error);
  }
}

const { version, engines } = manifest();

if (isTooOld(numbers(process.version), numbers(engines.node))) {
  const needed = engines.node.replace('>=', '');
  fail(
    `idv needs Node ${needed} or newer, and this is ${process.version.slice(1)}`,
    'install a newer Node, or call it by its path: /path/to/node idv',
    3,
    false,
  );
}

function load() {
  try {
    const { keep, loader } = require('./load.js');
    const files = new Map();
    const names = [];
    if (!process.env.NODE_DISABLE_COMPILE_CACHE) process.once('exit', () => keep(files, names));
    return loader(files, names)('main.js');
  } catch (error) {
    return notWhole(error);
  }
}

// Rejections that nobody handles arrive here as well.
process.on('uncaughtException', (error) =>
  fail(`idv itself failed (${error instanceof Error ? error.name : typeof error})`, 'report it with the command line'),
);

// Scripts ask for the version often: it needs none of the program, and no stream either.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  const error = write(1, `${version}\n`);
  if (error) fail(`standard output cannot be written (${error.code})`, 'check where it is redirected to, and the room there', 24);
} else {
  const { main, nodeRuntime } = load();
  const runtime = nodeRuntime(version);
  main(argv, runtime, version).then((exitCode) => {
    process.exitCode = exitCode;
    const { signal } = runtime;
    // What waits for a FIFO or a dead disk cannot be called off, and process.exit() would wait with it.
    if (signal.aborted) setTimeout(() => process.kill(process.pid, signal.reason), 50).unref();
  });
}
