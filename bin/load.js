'use strict';

const { readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '../dist');

/** V8 takes a cache of its own version for good, even where another Node has built that V8 otherwise, so each Node has its own. */
const cacheOf = (filename) => `${filename}.${process.version}-${process.platform}-${process.arch}.cache`;

exports.cacheOf = cacheOf;

/** A cache is code: it is taken only where nobody but the owner of the source can have written it. */
function read(filename) {
  try {
    const path = cacheOf(filename);
    const { uid, mode } = statSync(path);
    const isOwn = uid === statSync(filename).uid && (process.platform === 'win32' || (mode & 0o022) === 0);
    return isOwn ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps what V8 compiled, beside each file that had no cache: a package brings none, since one is good for a single build of Node.
 * Only the owner of the files does it, so that root's run of another user's installation leaves nothing there. Whatever fails, the
 * next run compiles the source.
 */
exports.keep = function keep(scripts) {
  for (const [filename, script] of scripts) {
    try {
      if (process.getuid && statSync(filename).uid !== process.getuid()) continue;
      const temporary = `${cacheOf(filename)}.${process.pid}`;
      writeFileSync(temporary, script.createCachedData(), { mode: 0o644, flag: 'wx' });
      renameSync(temporary, cacheOf(filename));
    } catch {
      return;
    }
  }
};

/**
 * A `require` for the modules of dist/. What is loaded together lies together: a file holds the functions of several modules by
 * their names, and the first one says of the others in which file they are. Each file is compiled from V8's code cache beside it,
 * where there is one. `onScript` sees every file that is compiled, the module that was asked for, and whether a cache served: the
 * build sorts modules with it, and caches are made with it.
 */
exports.loader = function loader(onScript) {
  const modules = new Map();
  const functions = new Map();
  let fileOf = {};

  function open(name) {
    const filename = join(dist, fileOf[name] ?? name);
    const cachedData = read(filename);
    const script = new Script(readFileSync(filename, 'latin1'), cachedData ? { filename, cachedData } : { filename });
    if (onScript) onScript(filename, script, name, cachedData !== undefined && !script.cachedDataRejected);
    const file = script.runInThisContext();
    for (const own of Object.keys(file.modules)) functions.set(own, file.modules[own]);
    if (file.fileOf) fileOf = file.fileOf;
  }

  return function load(name) {
    const known = modules.get(name);
    if (known) return known.exports;
    if (!functions.has(name)) open(name);
    const module = { exports: {} };
    modules.set(name, module);
    const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
    functions.get(name)(module.exports, requireFrom, module);
    return module.exports;
  };
};
