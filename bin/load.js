'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '../dist');

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/**
 * A `require` for the files of dist/, each compiled from V8's code cache beside it. A cache of another Node version is
 * rejected by V8 itself and the source compiled as usual. `onScript` sees every script: the build makes the caches with it.
 */
exports.loader = function loader(onScript) {
  const modules = new Map();
  return function load(name) {
    const known = modules.get(name);
    if (known) return known.exports;
    const filename = join(dist, name);
    const source = `(function (exports, require, module) {${readFileSync(filename, 'latin1')}\n})`;
    const cachedData = read(`${filename}.cache`);
    const script = new Script(source, cachedData ? { filename, cachedData } : { filename });
    if (onScript) onScript(filename, script);
    const module = { exports: {} };
    modules.set(name, module);
    const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
    script.runInThisContext()(module.exports, requireFrom, module);
    return module.exports;
  };
};
