import { outputFormats, retriesBounds, secondsBounds } from '../core/setting-shape.ts';

const seconds = `must be a number of seconds from ${secondsBounds.minimum} to ${secondsBounds.maximum}`;

/** What each setting, in a file or in a variable, must be. Continues a sentence that begins with the name. */
export const expectations: Readonly<Record<string, string>> = {
  region: "must be a region's name, such as ap-singapore",
  endpoint: 'must be a host or https://host[:port], without path or password; http:// is for this machine alone',
  output: `must be one of ${outputFormats.join(', ')}`,
  timeout: seconds,
  connectTimeout: seconds,
  retries: `must be a whole number from ${retriesBounds.minimum} to ${retriesBounds.maximum}`,
  proxy: 'must be http://[user:password@]host[:port]; write # as %23, / as %2F and @ as %40 in a password',
  credentialProcess: 'must be the command that prints the key, as text',
};

/** Narrow enough to be a part of a file's name: a vendor's own command line may keep a profile in a file of that name. */
export const isProfileName = (text: string): boolean => /^[A-Za-z0-9_][\w.-]{0,63}$/.test(text);

/** Compared as text, not as a parsed URL: no reading of it by another parser can then mean another host. */
export const isKnownEndpoint = (text: string, knownHosts: readonly string[]): boolean =>
  knownHosts.some((host) => text === host || text === `https://${host}` || text === `https://${host}/`);
