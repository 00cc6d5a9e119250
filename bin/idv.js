#!/usr/bin/env node
'use strict';

// Uses only syntax that an old Node can parse, so that idv can say that this Node is too old.
const { readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');

const argv = process.argv.slice(2);
const isJson = argv.includes('--json');

function write(fd, text) {
  try {
    // An almost full disk may take only a part of the text, without an error.
    for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(writeSync(fd, rest));
    return undefined;
  } catch (error) {
    // The reader closed the pipe, as in `idv … | head`.
    return error.code === 'EPIPE' ? undefined : error;
  }
}

const categories = { 3: 'config', 24: 'output', 70: 'internal' };

/** Prints an error and exits. Node itself would end a crash with exit code 1 and a stack trace. */
function fail(sentence, hint, exitCode = 70, billed = null) {
  const category = categories[exitCode];
  const facts = { requestId: null, retryable: false, billed, docsUrl: null, exitCode };
  const error = { category, code: category, message: sentence, hint, ...facts };
  write(2, isJson ? `${JSON.stringify({ error })}\n` : `error ${sentence}\n  → ${hint}\n`);
  process.exit(exitCode);
}

const notComplete = (error) =>
  fail(`idv is not installed completely (${error.code || error.name})`, 'install it again; in a checkout, run: npm run build');

const notWritten = (sentence) => fail(sentence, 'check where it is redirected to, and the free space there', 24);

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

/** Calls `read`, which reads a part of the installation. If that fails, the installation is not complete. */
function installed(read) {
  try {
    return read();
  } catch (error) {
    return notComplete(error);
  }
}

// Not with `require`, which first looks for the file in several places.
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

/**
 * The names that the page in dist/help/ can have. Empty if the command line has more than the words of a command and one of `help`,
 * `--help` or `-h`.
 */
function pageNames() {
  const isFlag = argv[argv.length - 1] === '--help' || argv[argv.length - 1] === '-h';
  const words = isFlag ? argv.slice(0, -1) : argv;
  if (!words.every((word) => /^[a-z][a-z\d-]*$/.test(word))) return [];
  const nameOf = (all) => ['idv'].concat(all).join('.');
  if (isFlag || words.length === 0) return [nameOf(words)];
  return words[0] === 'help' ? [`topic.${words.slice(1).join('.')}`, nameOf(words.slice(1))] : [];
}

/** The help page for this command line, as the build made it. Undefined if the program itself must read the command line. */
function preparedPage() {
  for (const name of pageNames()) {
    try {
      return JSON.parse(readFileSync(join(__dirname, `../dist/help/${name}.json`), 'utf8'));
    } catch {
      // Try the next name. If there is none, the program decides.
    }
  }
  return undefined;
}

// Unhandled rejections also arrive here.
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
    // A read from a FIFO or a dead disk cannot be cancelled, and process.exit() would wait for it.
    if (signal.aborted) setTimeout(() => process.kill(process.pid, signal.reason), 50).unref();
  });
}

// Scripts often ask for the version, so it is printed without loading the program or opening a stream.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  const error = write(1, `${version}\n`);
  if (error) notWritten(`standard output cannot be written (${error.code})`);
} else {
  const page = preparedPage();
  if (page) showPage(page);
  else runProgram();
}
