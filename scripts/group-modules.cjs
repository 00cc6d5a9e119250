// Prints as JSON which modules of dist/ each group of commands loads first.
const { loader } = require('../bin/load.js');
const { environment, groups, serve } = require('./warm.cjs');

async function grouped() {
  const { endpoint, close } = await serve();
  const names = [];
  const { main, nodeRuntime } = loader('build', undefined, names)('main.js');
  const silent = { write: () => undefined, finish: async () => undefined, isTTY: false, columns: undefined };
  const runtime = {
    ...nodeRuntime('build'),
    env: environment,
    homeDir: environment.HOME,
    cwd: environment.HOME,
    stdout: silent,
    stderr: silent,
  };
  const found = {};
  const known = new Set();
  for (const [group, lines] of Object.entries(groups(endpoint))) {
    for (const argv of lines) {
      const exitCode = await main(argv, runtime, 'build');
      if (exitCode !== 0) throw new Error(`idv ${argv.join(' ')} exited ${exitCode}`);
    }
    found[group] = names.filter((name) => !known.has(name));
    for (const name of found[group]) known.add(name);
  }
  close();
  return found;
}

grouped().then((found) => process.stdout.write(JSON.stringify(found)));
