import { allActions, findProvider } from '../src/providers/registry.ts';
import { actionPage } from './action-page.ts';

/** Every page of docs/actions/, and their index. */
export async function actionPages(): Promise<{ name: string; text: string }[]> {
  const pages = await Promise.all(
    allActions.map(async (action) => {
      const codes = (await findProvider(action.provider)?.loadCodes()) ?? {};
      return { name: `${action.name}.md`, text: actionPage(action, codes) };
    }),
  );
  const rows = allActions.map(({ name, command, summary }) => `| [${name}](${name}.md) | \`idv ${command.join(' ')}\` | ${summary} |`);
  const index = `# Actions\n\nMade from the catalogue by \`npm run docs\`; a test compares.\n\n| action | command | what it does |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  return [{ name: 'README.md', text: index }, ...pages];
}
