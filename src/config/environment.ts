import { type Problem, problemsError } from '../core/errors.ts';
import { asOutputFormat, isEndpoint, isRegion, isSeconds, type OutputFormat } from '../core/setting-shape.ts';
import { keyFrom } from './key.ts';
import type { Credentials, ProviderName, SettingsRequest, Sourced } from './settings.ts';
import { expectations } from './value-shape.ts';
import { vendorNames } from './vendor-names.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface EnvironmentValues {
  region: Sourced<string> | undefined;
  endpoint: Sourced<string> | undefined;
  output: Sourced<OutputFormat> | undefined;
  timeoutS: Sourced<number> | undefined;
}

/** Values of the environment that no flag outranks, all faulty ones refused in one error. An empty variable counts as unset. */
export function environmentValues({ provider, flags }: SettingsRequest, env: Variables): EnvironmentValues {
  const problems: Problem[] = [];
  const read = <T>(names: readonly string[], flag: unknown, expectation: string | undefined, parse: (text: string) => T | undefined) => {
    const name = names.find((candidate) => env[candidate]);
    if (!name || flag !== undefined) return undefined;
    const value = parse(env[name] ?? '');
    if (value !== undefined) return { value, source: `environment ${name}` };
    problems.push({ category: 'config', flag: name, message: expectation ?? '', cure: `mend or unset ${name}` });
    return undefined;
  };
  const values: EnvironmentValues = {
    region: read(['IDV_REGION', vendorNames[provider].variables.region], flags.region, expectations.region, (text) =>
      isRegion(text) ? text : undefined,
    ),
    endpoint: read(['IDV_ENDPOINT'], flags.endpoint, expectations.endpoint, (text) => (isEndpoint(text) ? text : undefined)),
    output: read(['IDV_OUTPUT'], flags.output, expectations.output, asOutputFormat),
    timeoutS: read(['IDV_TIMEOUT'], flags.timeoutS, expectations.timeout, (text) => (isSeconds(Number(text)) ? Number(text) : undefined)),
  };
  if (problems.length > 0) throw problemsError(problems);
  return values;
}

/** The vendor's own variables, as one unit. */
export function environmentKey(provider: ProviderName, env: Variables): (Credentials & { source: string }) | undefined {
  const { id, secret, tokens } = vendorNames[provider].variables;
  const token = tokens.find((name) => env[name]) ?? (tokens[0] as string);
  const part = (name: string) => ({ flag: name, value: env[name] });
  const key = keyFrom({ id: part(id), secret: part(secret), token: part(token) });
  return key && { ...key, source: `environment ${id}` };
}

/** Variables that are set and yet have no effect: silence about them costs people hours. */
export function ignoredVariables(provider: ProviderName, env: Variables, keySource: string | undefined, profileHasKey: boolean): string[] {
  const { id, tokens } = vendorNames[provider].variables;
  const fromEnvironment = keySource === `environment ${id}`;
  const strayToken = tokens.find((name) => env[name]);
  return [
    ...(fromEnvironment && env.IDV_PROFILE && profileHasKey ? [`the key in ${id} outranks the one of the profile in IDV_PROFILE`] : []),
    ...(!fromEnvironment && strayToken && !env[id] ? [`${strayToken} is ignored: it is set without ${id}`] : []),
  ];
}
