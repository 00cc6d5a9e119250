import { listProfiles } from '../../config/edit/list-profiles.ts';
import { IdvError } from '../../core/errors.ts';
import { plainText } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import { vendors } from '../../vendors/registry.ts';
import type { CommandRow } from '../command-row.ts';
import type { Sources } from '../completion/flag-values.ts';
import { propose } from '../completion/propose.ts';
import { completionScripts } from '../completion/scripts.ts';
import { plainOptions } from '../flags/plain-options.ts';
import { settingsRequest } from '../flags/session.ts';
import type { Handler } from '../handler.ts';

/** If the configuration cannot be read, there are no proposals from it, because a shell has no place to show an error. */
const sourcesOf = (runtime: Runtime, raw: Readonly<Record<string, unknown>>): Sources => ({
  async profiles() {
    const { options } = plainOptions(raw, runtime);
    const looking = { credentials: 'none', product: '' } as const;
    const rows = await Promise.all(
      vendors.map((vendor) => listProfiles(settingsRequest(vendor, options, looking), runtime).catch(() => [])),
    );
    return [...new Set(rows.flat().flatMap(({ profile }) => profile ?? []))];
  },
  async outcomes(action) {
    const { listOutcomes } = await import('../../sandbox/controls/list-outcomes.ts');
    return (await listOutcomes(action)).flatMap(({ name, aliases }) => [...aliases, name]);
  },
});

/** `idv completion SHELL`, and `idv completion words -- …`, which the scripts call. */
export const completion =
  (rows: () => readonly CommandRow[]): Handler =>
  async ({ runtime, options, args }) => {
    const [shell = '', ...typed] = args;
    const script = Object.hasOwn(completionScripts, shell) ? completionScripts[shell] : undefined;
    if (script !== undefined) {
      runtime.stdout.write(script);
      return 0;
    }
    if (shell !== 'words') {
      const hint = `one of ${Object.keys(completionScripts).join(', ')}`;
      throw new IdvError('usage', `there is no completion for '${shell.slice(0, 40)}'`, { code: 'unknown-shell', hint });
    }
    const { candidates, files } = await propose(typed, rows(), sourcesOf(runtime, options));
    for (const { value, help } of candidates) runtime.stdout.write(`${plainText(value)}${help === '' ? '' : `\t${plainText(help)}`}\n`);
    if (files) runtime.stdout.write(`${[':files', ...files].join(' ')}\n`);
    return 0;
  };
