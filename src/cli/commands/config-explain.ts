import { explainSettings } from '../../config/explain.ts';
import { requireProvider } from '../../providers/registry.ts';
import { query, structured } from '../format.ts';
import type { Handler } from '../handler.ts';
import { openSession } from '../session.ts';

/** `idv config explain`: every setting, its value with secrets masked, and where it came from. */
export const explainConfig: Handler = async ({ runtime, options: raw, args }) => {
  const [name = ''] = args;
  const provider = requireProvider(name);
  const { session } = await openSession(
    provider,
    raw,
    runtime,
    { credentials: 'optional', product: provider.actions[0]?.product ?? '' },
    async () => ({
      problems: [],
      value: undefined,
    }),
  );
  const rows = explainSettings(session.settings);
  const { output, options } = session;
  if (output !== 'text' || options.query !== undefined) {
    const value = options.query === undefined ? rows : await query(rows, options.query);
    runtime.stdout.write(await structured(value, output === 'text' ? 'json' : output));
    return 0;
  }
  const width = (key: 'name' | 'value'): number => Math.max(...rows.map((row) => row[key].length));
  for (const row of rows) runtime.stdout.write(`${row.name.padEnd(width('name'))}  ${row.value.padEnd(width('value'))}  ${row.source}\n`);
  return 0;
};
