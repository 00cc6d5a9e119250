import { isHttpUrl, outputFormats, retriesBounds, secondsBounds } from '../core/setting-shape.ts';

const seconds = `must be a number of seconds from ${secondsBounds.minimum} to ${secondsBounds.maximum}`;

/** What each key of a file, and the environment twin of each, must be. Continues a sentence that begins with the name. */
export const expectations: Readonly<Record<string, string>> = {
  defaultProfiles: 'must hold a profile name per provider, as in { tencent: singapore }',
  profiles: 'must hold profiles by name, as in { singapore: { provider: tencent } }',
  provider: 'must be tencent or aliyun',
  region: "must be a region's name, such as ap-singapore",
  endpoint: 'must be a host or https://host[:port], without path or password; http:// is for this machine alone',
  output: `must be one of ${outputFormats.join(', ')}`,
  timeout: seconds,
  connectTimeout: seconds,
  retries: `must be a whole number from ${retriesBounds.minimum} to ${retriesBounds.maximum}`,
  proxy: 'must be an http or https URL',
  credentialProcess: 'must be the command that prints the key, as text',
};

/** Narrow enough to be a file name: a vendor's profile is looked up as `~/.tccli/NAME.credential`. */
export const isProfileName = (text: string): boolean => /^[A-Za-z0-9_][\w.-]{0,63}$/.test(text);

export const isProxy = isHttpUrl;

/** Compared as text, not as a parsed URL: no reading of it by another parser can then mean another host. */
export const isKnownEndpoint = (text: string, knownHosts: readonly string[]): boolean =>
  knownHosts.some((host) => text === host || text === `https://${host}` || text === `https://${host}/`);
