// A plugin of the build. A search reads only a few members of an action or a vendor, and only these are loaded at first. The rest is loaded
// when it is needed: a command needs at most one action and one vendor, and all of them together were a third of what a start loaded.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

/** Files that export one object, and the members of it that a search reads. */
const lazyFiles = [
  { filter: /[\\/]vendors[\\/]\w+[\\/]actions[\\/][\w-]+\.ts$/, head: ['vendor', 'product', 'name', 'command', 'summary'] },
  { filter: /[\\/]vendors[\\/]\w+[\\/]vendor\.ts$/, head: ['name', 'title'] },
];

const lazyFunction = `
function lazy(head, members, load) {
  let object;
  for (const member of members) Object.defineProperty(head, member, { enumerable: true, get: () => (object ??= load())[member] });
  return head;
}`;

/** The only export of a file, with its name. */
async function declaredIn(path) {
  const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: 'esm', platform: 'node', write: false });
  const exported = Object.entries(await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`));
  if (exported.length !== 1) throw new Error(`${path} exports ${exported.length} values, but a lazy object must be the only one`);
  return exported[0];
}

/** The object that all importers share. It loads the file `complete:` at the first use. */
async function headOf(path, names) {
  const [name, object] = await declaredIn(path);
  const head = Object.fromEntries(names.map((member) => [member, object[member]]));
  const members = Object.keys(object).filter((member) => !names.includes(member));
  const load = `() => lazyModule(import('complete:./${basename(path)}')).${name}`;
  return `export const ${name} = lazy(${JSON.stringify(head)}, ${JSON.stringify(members)}, ${load});${lazyFunction}`;
}

export const lazyObjects = {
  name: 'lazy-objects',
  setup({ onLoad, onResolve }) {
    for (const { filter, head } of lazyFiles) {
      onLoad({ filter, namespace: 'file' }, async ({ path }) =>
        basename(path) === 'list.ts' ? undefined : { contents: await headOf(path, head), loader: 'ts', resolveDir: dirname(path) },
      );
    }
    onResolve({ filter: /^complete:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice('complete:'.length)),
      namespace: 'complete',
    }));
    onLoad({ filter: /./, namespace: 'complete' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
  },
};
