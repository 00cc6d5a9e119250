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

const notComplete = (error) =>
  fail(`idv is not installed completely (${error.code || error.name})`, 'install it again; in a checkout, run: npm run build');

const notWritten = (sentence) => fail(sentence, 'check where it is redirected to, and the room there', 24);

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

/** What `bring` reads of the installation. */
function installed(bring) {
  try {
    return bring();
  } catch (error) {
    return notComplete(error);
  }
}

// Read as a file: `require` looks for it in several places first.
const { version, engines } = installed(() => JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')));

if (isTooOld(numbers(process.version), numbers(engines.node))) {
  const needed = engines.node.replace('>=', '');
  fail(
    `idv needs Node ${needed} or newer, and this is ${process.version.slice(1)}`,
    'install a newer Node, or call it by its path: /path/to/node idv',
    3,
    false,
  );
}

function program() {
  const { keep, loader } = require('./load.js');
  const files = new Map();
  const names = [];
  if (!process.env.NODE_DISABLE_COMPILE_CACHE) process.once('exit', () => keep(files, names));
  return loader(version, files, names)('main.js');
}

/** The names under which dist/help/ can have the page that a line asks for: nothing but words of a command, with `help` or its flag. */
function pageNames() {
  const isFlag = argv[argv.length - 1] === '--help' || argv[argv.length - 1] === '-h';
  const words = isFlag ? argv.slice(0, -1) : argv;
  if (!words.every((word) => /^[a-z][a-z\d-]*$/.test(word))) return [];
  const nameOf = (all) => ['idv'].concat(all).join('.');
  if (isFlag || words.length === 0) return [nameOf(words)];
  return words[0] === 'help' ? [`topic.${words.slice(1).join('.')}`, nameOf(words.slice(1))] : [];
}

/** The page of help that a line asks for, as the build made it; undefined where the program has to find out what is meant. */
function preparedPage() {
  for (const name of pageNames()) {
    try {
      return JSON.parse(readFileSync(join(__dirname, `../dist/help/${name}.json`), 'utf8'));
    } catch {
      // The next name, or the program.
    }
  }
  return undefined;
}

// Rejections that nobody handles arrive here as well.
process.on('uncaughtException', (error) =>
  fail(`idv itself failed (${error instanceof Error ? error.name : typeof error})`, 'report it with the command line'),
);

function showPage(page) {
  const { printPage, standardStream } = installed(() => require('../dist/help/print-page.js'));
  const stdout = standardStream(1, () => process.stdout);
  return printPage(page, { stdout, env: process.env }, true)
    .then(() => stdout.finish())
    .catch((error) => notWritten(error.message));
}

function runProgram() {
  const { main, nodeRuntime } = installed(program);
  const runtime = nodeRuntime(version);
  return main(argv, runtime, version).then((exitCode) => {
    process.exitCode = exitCode;
    const { signal } = runtime;
    // What waits for a FIFO or a dead disk cannot be called off, and process.exit() would wait with it.
    if (signal.aborted) setTimeout(() => process.kill(process.pid, signal.reason), 50).unref();
  });
}

// Scripts ask for the version often: it needs none of the program, and no stream either.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  const error = write(1, `${version}\n`);
  if (error) notWritten(`standard output cannot be written (${error.code})`);
} else {
  const page = preparedPage();
  if (page) showPage(page);
  else runProgram();
}
