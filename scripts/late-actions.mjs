// A plugin of the build: an action of the catalogue is put together when more of it is asked for than a search looks at. A command needs one
// action, or none, and all of them were a third of what a start loaded.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

/** What a search through the catalogue looks at. */
const headMembers = ['vendor', 'product', 'name', 'command', 'summary'];

const late = `
function late(head, members, load) {
  let action;
  for (const member of members) Object.defineProperty(head, member, { enumerable: true, get: () => (action ??= load())[member] });
  return head;
}`;

/** The only export of a file, with its name. */
async function declaredIn(path) {
  const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: 'esm', platform: 'node', write: false });
  const exported = Object.entries(await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`));
  if (exported.length !== 1) throw new Error(`${path} exports ${exported.length} things, and an action's file exports the action`);
  return exported[0];
}

/** The action as its importers get it, wherever they are: the same object, which loads the file `whole:` at the first use. */
async function headOf(path) {
  const [name, action] = await declaredIn(path);
  const head = Object.fromEntries(headMembers.map((member) => [member, action[member]]));
  const members = Object.keys(action).filter((member) => !headMembers.includes(member));
  const load = `() => lateModule(import('whole:./${basename(path)}')).${name}`;
  return `export const ${name} = late(${JSON.stringify(head)}, ${JSON.stringify(members)}, ${load});${late}`;
}

export const lateActions = {
  name: 'late-actions',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[\\/]vendors[\\/]\w+[\\/]actions[\\/][\w-]+\.ts$/, namespace: 'file' }, async ({ path }) =>
      basename(path) === 'list.ts' ? undefined : { contents: await headOf(path), loader: 'ts', resolveDir: dirname(path) },
    );
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
