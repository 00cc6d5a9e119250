import { isOwnHost } from './http.ts';

/** Rules for settings. The same rule holds for a flag, an environment variable and a file. */

export const outputFormats = ['text', 'json', 'yaml', 'table'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export const asOutputFormat = (text: string): OutputFormat | undefined => outputFormats.find((format) => format === text);

/** The number in a text of decimal digits; NaN for anything else. JavaScript itself reads `0x10` as 16, and a blank as 0. */
export const decimalIn = (text: string): number =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;

/** The limits of a time-out. */
export const secondsBounds = { minimum: 0.001, maximum: 86_400 } as const;
export const retriesBounds = { minimum: 0, maximum: 10 } as const;

const isWithin = (value: number, { minimum, maximum }: { minimum: number; maximum: number }): boolean =>
  value >= minimum && value <= maximum;

export const isSeconds = (value: number): boolean => isWithin(value, secondsBounds);

export const isRetries = (value: number): boolean => Number.isInteger(value) && isWithin(value, retriesBounds);

/**
 * True for any text that may be a region, because only the service knows which regions exist. Characters with a meaning in a header or in
 * a host name are not allowed.
 */
export const isRegion = (text: string): boolean => /^[\w.-]+$/.test(text);

const isHttpUrl = (text: string): boolean => !/\s/.test(text) && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** True for the URL of a proxy. Text after the port is not allowed: it is probably the rest of a password with an unescaped `#` or `/`. */
export function isProxy(text: string): boolean {
  if (!isHttpUrl(text)) return false;
  const { pathname, search, hash, port } = new URL(text);
  return pathname === '/' && `${search}${hash}` === '' && port !== '0';
}

export const withScheme = (endpoint: string): string => (endpoint.includes('://') ? endpoint : `https://${endpoint}`);

/** True for a host or an origin. It has no path, because the API has its own. Plain http is allowed only for this machine. */
export function isEndpoint(text: string): boolean {
  if (!isHttpUrl(withScheme(text))) return false;
  const url = new URL(withScheme(text));
  const { username, password, pathname, search, hash } = url;
  return `${username}${password}${search}${hash}` === '' && pathname === '/' && (url.protocol === 'https:' || isOwnHost(url));
}

/** The hosts in a list with commas. */
export const hostList = (text: string): string[] => text.split(',').map((host) => host.trim().toLowerCase());

/** True for a list of host names, without scheme, port or path. */
export const isHostList = (text: string): boolean =>
  hostList(text).every((host) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) && URL.canParse(`https://${host}`));

const seconds = `must be a number of seconds from ${secondsBounds.minimum} to ${secondsBounds.maximum}`;

/** What each setting in a file or a variable must be. The text continues a sentence that begins with the name of the setting. */
export const expectations: Readonly<Record<string, string>> = {
  region: "must be a region's name, such as ap-singapore",
  endpoint: 'must be a host or https://host[:port], without path or password; http:// is for this machine alone',
  output: `must be one of ${outputFormats.join(', ')}`,
  timeout: seconds,
  connectTimeout: seconds,
  retries: `must be a whole number from ${retriesBounds.minimum} to ${retriesBounds.maximum}`,
  proxy: 'must be http://[user:password@]host[:port]; write # as %23, / as %2F and @ as %40 in a password',
  credentialProcess: 'must be the command that prints the key, as text',
  keychain: 'must be true, or left out',
};
