import { join, resolve } from 'node:path';
import { IdvError } from '../../core/errors.ts';
import { findConfigFiles } from '../files/own-files.ts';
import type { ConfigEnvironment, SettingsFlags } from '../settings.ts';

/**
 * The file that commands write: the named one (`--config-file`, IDV_CONFIG_FILE), else the user's own file, which is `~/.faceidrc` if there
 * is none yet. Never a project's file, because a key in it could end up in a repository.
 */
export async function pathToEdit({ configFile }: Pick<SettingsFlags, 'configFile'>, environment: ConfigEnvironment): Promise<string> {
  const named = configFile ?? environment.env.IDV_CONFIG_FILE;
  if (named) return resolve(environment.cwd, named);
  const { user } = await findConfigFiles(environment);
  const [found] = user.paths.filter((path) => !path.endsWith('package.json'));
  if (found) return found;
  if (environment.homeDir) return join(environment.homeDir, '.faceidrc');
  throw new IdvError('config', 'there is no home folder, because HOME is not set', {
    code: 'no-home',
    hint: 'name a file with --config-file',
  });
}
