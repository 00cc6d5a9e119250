// A plugin of the build: an action of the catalogue, and a vendor, are put together when more of them is asked for than a search looks at. A
// command needs one of each, or none, and all of them were a third of what a start loaded.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

/** Files that export one object, and the members of it that a search looks at. */
const lateFiles = [
  { filter: /[\\/]vendors[\\/]\w+[\\/]actions[\\/][\w-]+\.ts$/, head: ['vendor', 'product', 'name', 'command', 'summary'] },
  { filter: /[\\/]vendors[\\/]\w+[\\/]vendor\.ts$/, head: ['name', 'title'] },
];

const late = `
function late(head, members, load) {
  let object;
  for (const member of members) Object.defineProperty(head, member, { enumerable: true, get: () => (object ??= load())[member] });
  return head;
}`;

/** The only export of a file, with its name. */
async function declaredIn(path) {
  const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: 'esm', platform: 'node', write: false });
  const exported = Object.entries(await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`));
  if (exported.length !== 1) throw new Error(`${path} exports ${exported.length} things, where one object is late`);
  return exported[0];
}

/** The object as its importers get it, wherever they are: the same one, which loads the file `whole:` at the first use. */
async function headOf(path, names) {
  const [name, object] = await declaredIn(path);
  const head = Object.fromEntries(names.map((member) => [member, object[member]]));
  const members = Object.keys(object).filter((member) => !names.includes(member));
  const load = `() => lateModule(import('whole:./${basename(path)}')).${name}`;
  return `export const ${name} = late(${JSON.stringify(head)}, ${JSON.stringify(members)}, ${load});${late}`;
}

export const lateObjects = {
  name: 'late-objects',
  setup({ onLoad, onResolve }) {
    for (const { filter, head } of lateFiles) {
      onLoad({ filter, namespace: 'file' }, async ({ path }) =>
        basename(path) === 'list.ts' ? undefined : { contents: await headOf(path, head), loader: 'ts', resolveDir: dirname(path) },
      );
    }
    onResolve({ filter: /^whole:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice('whole:'.length)),
      namespace: 'whole',
    }));
    onLoad({ filter: /./, namespace: 'whole' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
  },
};
