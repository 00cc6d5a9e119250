/** Stands where a session token does: whoever holds one together with a key acts as the caller. */
export const mask = '<masked>';

const tokenHeaders = ['x-tc-token', 'x-acs-security-token', 'cookie', 'set-cookie'];

/** The same headers, a session token masked. */
export const maskedHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, tokenHeaders.includes(name.toLowerCase()) ? mask : value]));
