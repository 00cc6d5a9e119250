// A plugin of the build: an action of the catalogue is put together when more of it is asked for than help's first screen shows. A command
// needs one action, or none, and all of them cost each start a tenth.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** What a search through the catalogue looks at. */
const headMembers = ['vendor', 'product', 'name', 'command', 'summary'];

const late = `
function late(head, members, load) {
  let action;
  for (const member of members) Object.defineProperty(head, member, { enumerable: true, get: () => (action ??= load())[member] });
  return head;
}`;

/** The actions that a list imports, by the name under which it does. */
async function actionsIn(path, names) {
  const contents = names.map(([name, from]) => `export { ${name} } from '${from}';`).join('\n');
  const stdin = { contents, resolveDir: path.replace(/[^\\/]+$/, ''), loader: 'ts' };
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', platform: 'node', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

export const lateActions = {
  name: 'late-actions',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]vendors[\\/]\w+[\\/]actions[\\/]list\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const imported = /^import \{ (\w+) \} from '(\.\/[\w-]+\.ts)';$/gm;
      const actions = await actionsIn(
        path,
        [...text.matchAll(imported)].map(([, name, from]) => [name, from]),
      );
      const contents = text.replace(imported, (_line, name, from) => {
        const members = Object.keys(actions[name]).filter((member) => !headMembers.includes(member));
        const head = Object.fromEntries(headMembers.map((member) => [member, actions[name][member]]));
        return `const ${name} = late(${JSON.stringify(head)}, ${JSON.stringify(members)}, () => lateModule(import('${from}')).${name});`;
      });
      return { contents: contents + late, loader: 'ts' };
    });
  },
};
