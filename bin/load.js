'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '../dist');

/** V8 takes a cache of its own version for good, even where another Node has built that V8 otherwise, so each Node has its own. */
const cacheOf = (filename) => `${filename}.${process.version}-${process.platform}-${process.arch}.cache`;

exports.cacheOf = cacheOf;

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/**
 * A `require` for the modules of dist/. What is loaded together lies together: a file holds the functions of several modules by
 * their names, and the first one says of the others in which file they are. Each file is compiled from V8's code cache beside it,
 * where there is one. `onScript` sees every file that is compiled, and the module that was asked for: the build sorts modules and
 * makes caches with it.
 */
exports.loader = function loader(onScript) {
  const modules = new Map();
  const functions = new Map();
  let fileOf = {};

  function open(name) {
    const filename = join(dist, fileOf[name] ?? name);
    const cachedData = read(cacheOf(filename));
    const script = new Script(readFileSync(filename, 'latin1'), cachedData ? { filename, cachedData } : { filename });
    if (onScript) onScript(filename, script, name);
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
