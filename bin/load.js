'use strict';

const { readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '../dist');

/** V8 takes a cache of its own version for good, even where another Node has built that V8 otherwise, so each Node has its own. */
const cacheOf = (filename) => `${filename}.${process.version}-${process.platform}-${process.arch}.cache`;

/**
 * What is kept of a file: the data that V8 made, and the ways through the program that it knows. A cache is code: it is taken only where
 * nobody but the owner of the source can have written it.
 */
function read(filename) {
  try {
    const path = cacheOf(filename);
    const { uid, mode } = statSync(path);
    if (uid !== statSync(filename).uid || (process.platform !== 'win32' && (mode & 0o022) !== 0)) return undefined;
    const bytes = readFileSync(path);
    const end = bytes.indexOf(10) + 1;
    return { ways: JSON.parse(bytes.latin1Slice(0, end)), data: bytes.subarray(end) };
  } catch {
    return undefined;
  }
}

/** The line before the data, which ends where V8 wants it to begin. */
function lineOf(ways) {
  const text = JSON.stringify(ways);
  return Buffer.from(`${text.padEnd(Math.ceil((text.length + 1) / 8) * 8 - 1)}\n`);
}

/** V8 refuses a cache that was made with other flags of its own, and the next run without them would refuse one made with these. */
const hasFlags = () => process.execArgv.length > 0 || Boolean(process.env.NODE_OPTIONS);

/** The compiled file, and its cache if V8 took it. */
function compile(filename) {
  const cache = read(filename);
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, cache ? { filename, cachedData: cache.data } : { filename });
  const isRefused = script.cachedDataRejected === true;
  return { script, isRefused, ...(cache && !isRefused ? cache : { ways: [] }) };
}

/**
 * While requests are sent V8 has a flag, which src/http/connection.ts sets and takes back. With it V8 refuses the cache of a file that is first
 * needed then, so such a file is compiled without it.
 */
function flagWatch() {
  const v8 = require('node:v8');
  let isSet = false;
  const watched = {
    ...v8,
    setFlagsFromString(flag) {
      isSet = flag === '--liftoff-only';
      v8.setFlagsFromString(flag);
    },
  };
  return {
    watched,
    without(work) {
      if (!isSet) return work();
      for (const flag of ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering']) v8.setFlagsFromString(flag);
      const done = work();
      v8.setFlagsFromString('--liftoff-only');
      return done;
    },
  };
}

/** More would be the ways of a program that is tried out, and not those of its everyday use. */
const mostWays = 64;

/** The way of this run through the program: a number for the modules that it loaded, whose names end in a hash, in any order. */
const wayOf = (names) => names.reduce((sum, name) => (sum + Number.parseInt(name.slice(-11, -3), 36)) | 0, 0);

/**
 * Keeps what V8 compiled, next to each file: a package brings none, since a cache is good for a single build of Node. A run that took a way
 * for the first time adds what it compiled. Only the owner of the files does it, so that root's run of another user's installation
 * leaves nothing there. Whatever fails, the next run compiles the source.
 */
exports.keep = function keep(files, names) {
  const way = wayOf(names);
  for (const [filename, { script, ways, isRefused, data }] of files) {
    try {
      if (ways.includes(way) || ways.length >= mostWays || (isRefused && hasFlags())) continue;
      if (process.getuid && statSync(filename).uid !== process.getuid()) continue;
      const made = script.createCachedData();
      const temporary = `${cacheOf(filename)}.${process.pid}`;
      // A collection of garbage may have thrown away what an earlier run compiled.
      const kept = data && data.length > made.length ? data : made;
      writeFileSync(temporary, Buffer.concat([lineOf([...ways, way]), kept]), { mode: 0o644, flag: 'wx' });
      renameSync(temporary, cacheOf(filename));
    } catch {
      return;
    }
  }
};

/**
 * A `require` for the modules of dist/. What is loaded together lies together: a file holds the functions of several modules by
 * their names, and the first one says of the others in which file they are. Each file is compiled from V8's code cache next to it,
 * where there is one. `files` gets every file that is compiled, and `names` every module that runs: for `keep`.
 */
exports.loader = function loader(files = new Map(), names = []) {
  const loaded = new Map();
  const functions = new Map();
  let fileOf = {};
  let watch;

  function open(name) {
    const filename = join(dist, fileOf[name] ?? name);
    const compiled = watch ? watch.without(() => compile(filename)) : compile(filename);
    files.set(filename, compiled);
    const file = compiled.script.runInThisContext();
    for (const own of Object.keys(file.modules)) functions.set(own, file.modules[own]);
    if (file.fileOf) fileOf = file.fileOf;
  }

  function requireFrom(id) {
    if (id.startsWith('./')) return load(id.slice(2));
    if (id !== 'node:v8') return require(id);
    watch ??= flagWatch();
    return watch.watched;
  }

  function load(name) {
    const known = loaded.get(name);
    if (known) return known.exports;
    if (!functions.has(name)) open(name);
    const module = { exports: {} };
    loaded.set(name, module);
    names.push(name);
    functions.get(name)(module.exports, requireFrom, module);
    return module.exports;
  }

  return load;
};
