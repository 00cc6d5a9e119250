import { readOwnFiles } from '../../config/files/own-files.ts';
import { IdvError } from '../../core/errors.ts';
import type { OutputFormat } from '../../core/setting-shape.ts';
import type { Runtime } from '../../runtime.ts';
import { vendors } from '../../vendors/registry.ts';
import type { CommandRow } from '../command-row.ts';
import type { GlobalOptions } from './global-flags.ts';
import { settingsRequest } from './session.ts';

/** Commands that print no value, and those about the file itself, whose one line a script reads: `cat "$(idv config path)"`. */
const withoutValue: readonly string[] = ['help', 'completion', ...['path', 'get', 'set', 'unset', 'use'].map((word) => `config ${word}`)];

/** True for a command that prints a value and reads no other setting. The others read the format with their settings. */
const readsOnlyFormat = ({ words, vendor, takesCommand, opensSession, hasOneFormat }: CommandRow): boolean =>
  !(vendor || takesCommand || opensSession || hasOneFormat || withoutValue.includes(words.join(' ')));

/**
 * The format of the nearest configuration file that names one, for such a command; undefined if a flag or IDV_OUTPUT gives it. A file that
 * is wrong does not stop the command, which may be the one that corrects the file.
 */
export async function configuredOutput(row: CommandRow, options: GlobalOptions, runtime: Runtime): Promise<OutputFormat | undefined> {
  const [vendor] = vendors;
  if (!vendor || !readsOnlyFormat(row) || options.json || options.output !== undefined || runtime.env.IDV_OUTPUT) return undefined;
  try {
    const { files } = await readOwnFiles(settingsRequest(vendor, options, { credentials: 'none', product: '' }), runtime);
    return files.find(({ config }) => config.output !== undefined)?.config.output;
  } catch (error) {
    if (error instanceof IdvError) return undefined;
    throw error;
  }
}
