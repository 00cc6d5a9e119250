import { explainSettings } from '../../config/explain.ts';
import { requireVendor } from '../../vendors/registry.ts';
import { printValue } from '../flags/plain-options.ts';
import { openSession } from '../flags/session.ts';
import type { Handler } from '../handler.ts';

/** `idv config explain`: every setting, its value with secrets masked, and where it came from. */
export const explainConfig: Handler = async (invocation) => {
  const { runtime, args } = invocation;
  const [name = ''] = args;
  const vendor = requireVendor(name);
  const { session } = await openSession(
    vendor,
    invocation,
    { credentials: 'optional', product: vendor.actions[0]?.product ?? '' },
    async () => ({
      problems: [],
      value: undefined,
    }),
  );
  const rows = explainSettings(session.settings);
  const width = (key: 'name' | 'value'): number => Math.max(...rows.map((row) => row[key].length));
  const text = (): string =>
    rows.map((row) => `${row.name.padEnd(width('name'))}  ${row.value.padEnd(width('value'))}  ${row.source}\n`).join('');
  await printValue(runtime, rows, text, session);
  return 0;
};
