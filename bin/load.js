'use strict';

const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { basename, isAbsolute, join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '../dist');
const user = process.getuid ? process.getuid() : undefined;

/** V8 accepts any cache of its own version, even if another Node built that V8 in another way. So each Node has its own caches. */
const suffix = `.${process.version}-${process.platform}-${process.arch}.cache`;

/**
 * The user's folder for compiled code, if the installation belongs to another user, so that idv cannot write next to its files. The version
 * and the time of main.js identify the build. The time alone is not enough: packages of different versions have the same time.
 */
function ownFolder(version) {
  const { XDG_CACHE_HOME: caches = '', HOME: home = '' } = process.env;
  const [base, ...below] = isAbsolute(caches) ? [caches] : [home, '.cache'];
  try {
    // With `sudo`, HOME may still be that of another user. That user could not replace files of root.
    if (!isAbsolute(base) || statSync(base).uid !== user) return undefined;
    const build = `${version}-${statSync(join(dist, 'main.js')).mtimeMs}`;
    return join(base, ...below, 'idv', encodeURIComponent(dist).slice(-200), build);
  } catch {
    return undefined;
  }
}

/** The places where the cache of a file can be. Each place has its owner: the only user who may have written there. */
function placesOf(filename, version) {
  const { uid } = statSync(filename);
  const nextTo = { path: `${filename}${suffix}`, owner: uid };
  const folder = user === undefined || user === uid ? undefined : ownFolder(version);
  return folder === undefined ? [nextTo] : [{ path: join(folder, `${basename(filename)}${suffix}`), owner: user, folder }, nextTo];
}

/** True if only `owner` can have written this file or folder. */
function isWritableOnlyBy(owner, path) {
  const { uid, mode } = statSync(path);
  return uid === owner && (process.platform === 'win32' || (mode & 0o022) === 0);
}

/**
 * The cache of a file: the data that V8 made, and the sets of modules for which it was made. A cache is code. So idv accepts it only if
 * nobody except the owner of the source, or the user, can have written it.
 */
function read(places) {
  for (const { path, owner, folder } of places) {
    try {
      if (!isWritableOnlyBy(owner, path) || (folder && !isWritableOnlyBy(owner, folder))) continue;
      const bytes = readFileSync(path);
      const end = bytes.indexOf(10) + 1;
      return { sets: JSON.parse(bytes.latin1Slice(0, end)), data: bytes.subarray(end) };
    } catch {
      // Try the next place.
    }
  }
  return undefined;
}

/** The line before the data. Its length is a multiple of 8 bytes, as V8 needs it for the data that follows. */
function lineOf(sets) {
  const text = JSON.stringify(sets);
  return Buffer.from(`${text.padEnd(Math.ceil((text.length + 1) / 8) * 8 - 1)}\n`);
}

/** V8 refuses a cache that was made with other flags. A run with flags then writes none: the next run without flags would refuse it. */
const hasFlags = () => process.execArgv.length > 0 || Boolean(process.env.NODE_OPTIONS);

/** Compiles a file, with its cache if V8 accepts it. */
function compile(filename, version) {
  const places = placesOf(filename, version);
  const cache = read(places);
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, cache ? { filename, cachedData: cache.data } : { filename });
  const isRefused = script.cachedDataRejected === true;
  return { script, isRefused, place: places[0], ...(cache && !isRefused ? cache : { sets: [] }) };
}

/**
 * While requests are sent, src/http/connection.ts sets a flag of V8. With this flag, V8 refuses every cache. So the flag is taken back
 * while a file is compiled that is first needed at that time.
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

/** Everyday use has fewer sets. A test of all commands may have more, and they are not worth a cache. */
const mostSets = 64;

/** A number for the set of modules that this run loaded. It does not depend on their order. The name of a module ends in a hash. */
const setOf = (names) => names.reduce((sum, name) => (sum + Number.parseInt(name.slice(-11, -3), 36)) | 0, 0);

/** Makes the user's folder, and removes those of earlier builds. */
function makeFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const all = join(folder, '..');
  for (const name of readdirSync(all)) if (name !== basename(folder)) rmSync(join(all, name), { recursive: true, force: true });
}

/**
 * Writes what V8 compiled, next to each file, or into the user's folder if the files belong to another user. A package contains no caches,
 * because a cache is valid for one build of Node only. A run with a new set of modules adds what it compiled. If anything fails, the next
 * run compiles the source.
 */
exports.keep = function keep(files, names) {
  const set = setOf(names);
  for (const { script, sets, isRefused, data, place } of files.values()) {
    try {
      if (sets.includes(set) || sets.length >= mostSets || (isRefused && hasFlags())) continue;
      if (user !== undefined && place.owner !== user) continue;
      if (place.folder) makeFolder(place.folder);
      const made = script.createCachedData();
      const temporary = `${place.path}.${process.pid}`;
      // The garbage collector may have dropped functions that an earlier run compiled.
      const kept = data && data.length > made.length ? data : made;
      writeFileSync(temporary, Buffer.concat([lineOf([...sets, set]), kept]), { mode: 0o644, flag: 'wx' });
      renameSync(temporary, place.path);
    } catch {
      return;
    }
  }
};

/**
 * A `require` for the modules of dist/. Modules that are loaded together are in one file, which has their functions by name. The first file
 * says in which file every other module is. Each file is compiled with V8's code cache, if there is one. `version` is the version of the
 * installation. `files` gets every file that is compiled, and `names` every module that runs; `keep` needs both.
 */
exports.loader = function loader(version = '', files = new Map(), names = []) {
  const loaded = new Map();
  const functions = new Map();
  let fileOf = {};
  let watch;

  function open(name) {
    const filename = join(dist, fileOf[name] ?? name);
    const compiled = watch ? watch.without(() => compile(filename, version)) : compile(filename, version);
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
