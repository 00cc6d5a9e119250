import { outputFormats } from './settings.ts';

const maxSeconds = 86_400;
const maxRetries = 10;

/** What each key of a file, and the environment twin of each, must be. Continues a sentence that begins with the name. */
export const expectations: Readonly<Record<string, string>> = {
  defaultProfiles: 'must hold a profile name per provider, as in { tencent: singapore }',
  profiles: 'must hold profiles by name, as in { singapore: { provider: tencent } }',
  provider: 'must be tencent or aliyun',
  region: "must be a region's name, such as ap-singapore",
  endpoint: 'must be an https URL or a host, without user name, query or fragment',
  output: `must be one of ${outputFormats.join(', ')}`,
  timeout: `must be a number of seconds above 0, at most ${maxSeconds}`,
  connectTimeout: `must be a number of seconds above 0, at most ${maxSeconds}`,
  retries: `must be a whole number from 0 to ${maxRetries}`,
  proxy: 'must be an http or https URL',
  credentialProcess: 'must be the command that prints the key, as text',
};

/** Lower case, digits and hyphens: a region can become part of a host name, so nothing else may be in it. */
export const isRegion = (text: string): boolean => text.length <= 40 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

export const isSeconds = (value: number): boolean => value > 0 && value <= maxSeconds;

export const isRetries = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= maxRetries;

/** Narrow enough to be a file name: a vendor's profile is looked up as `~/.tccli/NAME.credential`. */
export const isProfileName = (text: string): boolean => /^[A-Za-z0-9_][\w.-]{0,63}$/.test(text);

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

export const withScheme = (endpoint: string): string => (endpoint.includes('://') ? endpoint : `https://${endpoint}`);

export function isEndpoint(text: string): boolean {
  if (/\s/.test(text) || !isHttpUrl(withScheme(text))) return false;
  const { username, password, search, hash } = new URL(withScheme(text));
  return username === '' && password === '' && search === '' && hash === '';
}

export const isProxy = (text: string): boolean => !/\s/.test(text) && isHttpUrl(text);

/** Compared as text, not as a parsed URL: no reading of it by another parser can then mean another host. */
export const isKnownEndpoint = (text: string, knownHosts: readonly string[]): boolean =>
  knownHosts.some((host) => text === host || text === `https://${host}` || text === `https://${host}/`);
