import { TransportError } from '../../core/http.ts';

export interface ProxyServer {
  secure: boolean;
  host: string;
  port: number;
  /** `host:port`, for messages: never the credentials. */
  name: string;
  /** Value of `Proxy-Authorization`. */
  authorization: string | undefined;
}

/** curl's defaults: only a proxy that is itself reached by TLS uses the port of its scheme. */
const defaultPorts: Readonly<Record<string, number>> = { http: 1080, https: 443 };

/** `[scheme://][user[:password]@]host[:port]`, and a path, which is ignored. */
const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)([/?#].*)?$/is;
const hostAndPort = /^(\[[0-9a-f:.]+\]|[^:[\]@\\]+)(?::(\d{0,5}))?$/i;

/**
 * Reads a proxy from the text of a variable (or other place) called `name`. Throws TransportError `config`; no message ever contains a part
 * of the text, because it may be part of a password: `user:12#34@proxy` looks like a host with a port.
 */
export function parseProxy(text: string, name: string): ProxyServer {
  const [, scheme = 'http', authority = '', rest = ''] = parts.exec(text) ?? [];
  const defaultPort = defaultPorts[scheme.toLowerCase()];
  if (/^socks[45]?[ah]?$/i.test(scheme)) throw refusal(`${name} names a SOCKS proxy, which idv does not support`, otherProxyHint);
  if (defaultPort === undefined) throw refusal(`${name} has a scheme that idv does not support for proxies`, otherProxyHint);
  const at = authority.lastIndexOf('@');
  const [, hostText, portText = ''] = hostAndPort.exec(authority.slice(at + 1)) ?? [];
  const host = hostText === undefined ? undefined : asHost(hostText);
  const port = portText === '' ? defaultPort : Number(portText);
  // A separator in a password ends the authority part before its `@`.
  const isCut = rest.includes('@');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for.
  if (host === undefined || port > 65535 || isCut || /[\x00-\x1f\x7f]/.test(text)) throw malformed(name);
  return {
    secure: scheme.toLowerCase() === 'https',
    host: host.replace(/^\[|\]$/g, ''),
    port,
    name: `${host}:${port}`,
    authorization: at < 0 ? undefined : basic(authority.slice(0, at)),
  };
}

const refusal = (message: string, hint: string): TransportError => new TransportError('config', message, { sent: false, hint });

const otherProxyHint = 'give an http:// or https:// proxy in HTTPS_PROXY, or exempt the host in NO_PROXY';

const malformed = (name: string): TransportError =>
  refusal(
    `${name} does not have the form http://[user:password@]host:port`,
    'in the user name and password, write # as %23, / as %2F, ? as %3F, @ as %40, : as %3A and % as %25; or exempt the host in NO_PROXY',
  );

/** The host as the URL parser normalises it: `127.1` and names outside ASCII get their usual form. */
function asHost(text: string): string | undefined {
  const url = URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`) : undefined;
  return url === undefined || url.pathname !== '/' || url.hostname === '' ? undefined : url.hostname;
}

function basic(credentials: string): string | undefined {
  const colon = credentials.indexOf(':');
  const user = colon < 0 ? credentials : credentials.slice(0, colon);
  const password = colon < 0 ? '' : credentials.slice(colon + 1);
  if (user === '' && password === '') return undefined;
  return `Basic ${Buffer.concat([percentDecoded(user), Buffer.from(':'), percentDecoded(password)]).toString('base64')}`;
}

/** Decodes `%XX`. Any other `%` stays as it is. */
const percentDecoded = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(/(%[0-9a-f]{2})/i)
      .map((piece, index) => (index % 2 === 1 ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece, 'utf8'))),
  );
