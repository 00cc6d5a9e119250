import { problemsError } from '../core/errors.ts';
import { type LocatedFile, locateConfigFiles } from './locate.ts';
import type { FaceidConfig } from './schema.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';
import { trustProblems } from './trust.ts';

export interface OwnFile extends LocatedFile {
  config: FaceidConfig;
}

/** Every alias of a YAML file can name the same big node again: a small file is also a small tree. */
const maxBytes = 64 * 1024;

async function parseFile(file: LocatedFile): Promise<FaceidConfig> {
  if (file.facts.size > maxBytes) {
    throw problemsError([{ category: 'config', flag: file.path, message: `larger than ${maxBytes} bytes: not a configuration of idv` }]);
  }
  // Both libraries cost milliseconds that a machine without a configuration file must not pay.
  const [{ readConfigFile }, { parseConfig }] = await Promise.all([import('./search.ts'), import('./schema.ts')]);
  const parsed = parseConfig(await readConfigFile(file.path), file.path);
  if ('problems' in parsed) throw problemsError(parsed.problems);
  return parsed.config;
}

/** Our own files, strongest first, parsed and trusted. Throws IdvError `config` otherwise. */
export async function readOwnFiles(request: SettingsRequest, environment: ConfigEnvironment): Promise<OwnFile[]> {
  const files: OwnFile[] = [];
  for (const located of await locateConfigFiles(request.flags.configFile, environment)) {
    const config = await parseFile(located);
    const problems = trustProblems(located, config, request, environment);
    if (problems.length > 0) throw problemsError(problems);
    files.push({ ...located, config });
  }
  return files;
}
