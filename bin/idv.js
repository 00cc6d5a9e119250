#!/usr/bin/env node
'use strict';

const { writeSync } = require('node:fs');

const argv = process.argv.slice(2);

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

/** Node ends a crash with 1 and a stack trace; idv never does. */
function fail(sentence, hint, exitCode = 70) {
  write(2, `error ${sentence}\n  → ${hint}\n`);
  process.exit(exitCode);
}

function load() {
  try {
    const { version } = require('../package.json');
    // Scripts ask for the version often: it needs none of the program, and no stream either.
    const asked = argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V');
    if (asked) return { version };
    const { keep, loader } = require('./load.js');
    const uncached = new Map();
    const onScript = (filename, script, _name, served) => void (served || uncached.set(filename, script));
    if (!process.env.NODE_DISABLE_COMPILE_CACHE) process.once('exit', () => keep(uncached));
    return { version, ...loader(onScript)('main.js') };
  } catch (error) {
    return fail(`idv is not installed whole (${error.code ?? error.name})`, 'install it again; in a checkout, run: npm run build');
  }
}

// Rejections that nobody handles arrive here as well.
process.on('uncaughtException', (error) => fail(`idv itself failed (${error?.name ?? typeof error})`, 'report it with the command line'));

const { version, main, nodeRuntime } = load();
if (main) {
  const runtime = nodeRuntime(version);
  main(argv, runtime, version).then((exitCode) => {
    process.exitCode = exitCode;
    const { signal } = runtime;
    // What waits for a FIFO or a dead disk cannot be called off, and process.exit() would wait with it.
    if (signal.aborted) setTimeout(() => process.kill(process.pid, signal.reason), 50).unref();
  });
} else {
  const error = write(1, `${version}\n`);
  if (error) fail(`standard output cannot be written (${error.code})`, 'check where it is redirected to, and the room there', 24);
}
