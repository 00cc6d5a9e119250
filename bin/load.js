'use strict';

const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { basename, isAbsolute, join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '../dist');
const user = process.getuid ? process.getuid() : undefined;

/** V8 takes a cache of its own version for good, even where another Node has built that V8 otherwise, so each Node has its own. */
const suffix = `.${process.version}-${process.platform}-${process.arch}.cache`;

/**
 * The folder for what V8 compiled of this installation, where it is not the user's own and nothing can be kept next to its files. The time
 * of main.js stands for the build: a package has the same for all its files, and the version besides.
 */
function ownFolder(version) {
  const { XDG_CACHE_HOME: caches = '', HOME: home = '' } = process.env;
  const [base, ...below] = isAbsolute(caches) ? [caches] : [home, '.cache'];
  try {
    // `sudo` may leave the home of another user, where files of root would be in the way.
    if (!isAbsolute(base) || statSync(base).uid !== user) return undefined;
    const build = `${version}-${statSync(join(dist, 'main.js')).mtimeMs}`;
    return join(base, ...below, 'idv', encodeURIComponent(dist).slice(-200), build);
  } catch {
    return undefined;
  }
}

/** Where a file's cache can be, each place with the user who alone can have written there. */
function placesOf(filename, version) {
  const { uid } = statSync(filename);
  const beside = { path: `${filename}${suffix}`, owner: uid };
  const folder = user === undefined || user === uid ? undefined : ownFolder(version);
  return folder === undefined ? [beside] : [{ path: join(folder, `${basename(filename)}${suffix}`), owner: user, folder }, beside];
}

/** True where nobody but `owner` can have put something there. */
function isKeptBy(owner, path) {
  const { uid, mode } = statSync(path);
  return uid === owner && (process.platform === 'win32' || (mode & 0o022) === 0);
}

/**
 * What is kept of a file: the data that V8 made, and the ways through the program that it knows. A cache is code: it is taken only where
 * nobody but the owner of the source, or the user, can have written it.
 */
function read(places) {
  for (const { path, owner, folder } of places) {
    try {
      if (!isKeptBy(owner, path) || (folder && !isKeptBy(owner, folder))) continue;
      const bytes = readFileSync(path);
      const end = bytes.indexOf(10) + 1;
      return { ways: JSON.parse(bytes.latin1Slice(0, end)), data: bytes.subarray(end) };
    } catch {
      // The next place, or none.
    }
  }
  return undefined;
}

/** The line before the data, which ends where V8 wants it to begin. */
function lineOf(ways) {
  const text = JSON.stringify(ways);
  return Buffer.from(`${text.padEnd(Math.ceil((text.length + 1) / 8) * 8 - 1)}\n`);
}

/** V8 refuses a cache that was made with other flags of its own, and the next run without them would refuse one made with these. */
const hasFlags = () => process.execArgv.length > 0 || Boolean(process.env.NODE_OPTIONS);

/** The compiled file, and its cache if V8 took it. */
function compile(filename, version) {
  const places = placesOf(filename, version);
  const cache = read(places);
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, cache ? { filename, cachedData: cache.data } : { filename });
  const isRefused = script.cachedDataRejected === true;
  return { script, isRefused, place: places[0], ...(cache && !isRefused ? cache : { ways: [] }) };
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

/** Makes the user's folder, and takes those of earlier builds away. */
function makeFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const all = join(folder, '..');
  for (const name of readdirSync(all)) if (name !== basename(folder)) rmSync(join(all, name), { recursive: true, force: true });
}

/**
 * Keeps what V8 compiled, next to each file, or in the user's folder where the files are somebody else's: a package brings none, since a
 * cache is good for a single build of Node. A run that took a way for the first time adds what it compiled. Whatever fails, the next run
 * compiles the source.
 */
exports.keep = function keep(files, names) {
  const way = wayOf(names);
  for (const { script, ways, isRefused, data, place } of files.values()) {
    try {
      if (ways.includes(way) || ways.length >= mostWays || (isRefused && hasFlags())) continue;
      if (user !== undefined && place.owner !== user) continue;
      if (place.folder) makeFolder(place.folder);
      const made = script.createCachedData();
      const temporary = `${place.path}.${process.pid}`;
      // A collection of garbage may have thrown away what an earlier run compiled.
      const kept = data && data.length > made.length ? data : made;
      writeFileSync(temporary, Buffer.concat([lineOf([...ways, way]), kept]), { mode: 0o644, flag: 'wx' });
      renameSync(temporary, place.path);
    } catch {
      return;
    }
  }
};

/**
 * A `require` for the modules of dist/. What is loaded together lies together: a file holds the functions of several modules by
 * their names, and the first one says of the others in which file they are. Each file is compiled from V8's code cache, where there is one:
 * `version` is that of the installation. `files` gets every file that is compiled, and `names` every module that runs: for `keep`.
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
