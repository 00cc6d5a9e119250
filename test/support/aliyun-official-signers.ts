import { createRequire } from 'node:module';

/** The vendor's own Node clients. Neither has usable types, and one of them signs only what it also sends. */
const require = createRequire(import.meta.url);
const requireOfPopCore = createRequire(require.resolve('@alicloud/pop-core'));

interface SentOptions {
  data?: string;
}

interface PopCore {
  request(action: string, params: Record<string, unknown>, opts: { method: 'GET' | 'POST'; formatParams: false }): Promise<unknown>;
}

const httpx: { request: unknown; read: unknown } = requireOfPopCore('httpx');
const RPCClient: new (config: Record<string, string>) => PopCore = require('@alicloud/pop-core');

export interface RpcSent {
  /** The address to which the request would have gone, without its query. */
  url: string;
  /** Query or form, decoded. Signature is one of the parameters. */
  params: Record<string, string>;
  /** Query or form exactly as sent. */
  encoded: string;
}

/**
 * The request that `@alicloud/pop-core` would send, without its network. `params` take precedence over the timestamp, the nonce and the
 * key id of the client.
 * The client keeps the network in a module, so this must not run twice at the same time in one file.
 */
export async function popCoreSend(
  credentials: { id: string; secret: string; token?: string },
  method: 'GET' | 'POST',
  params: Record<string, unknown>,
): Promise<RpcSent> {
  const network = { ...httpx };
  let sent: { url: string; options: SentOptions } | undefined;
  httpx.request = async (url: string, options: SentOptions) => {
    sent = { url, options };
    return { req: { getHeaders: () => ({}) } };
  };
  httpx.read = async () => '{}';
  try {
    const client = new RPCClient({
      endpoint: 'https://saf.ap-southeast-1.aliyuncs.com',
      apiVersion: '2019-05-21',
      accessKeyId: credentials.id,
      accessKeySecret: credentials.secret,
      ...(credentials.token === undefined ? {} : { securityToken: credentials.token }),
    });
    await client.request(String(params.Action), params, { method, formatParams: false });
  } finally {
    Object.assign(httpx, network);
  }
  const [url = '', query = ''] = sent?.url.split('?') ?? [];
  const encoded = sent?.options.data ?? query;
  const pairs = encoded.split('&').map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]);
  return { url, encoded, params: Object.fromEntries(pairs) };
}

interface AcsRequest {
  method: string;
  pathname: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

interface OpenApiUtil {
  getAuthorization(request: AcsRequest, algorithm: string, hashedPayload: string, id: string, secret: string): string;
  getRPCSignature(params: Record<string, unknown>, method: string, secret: string): string;
  query(nested: Record<string, unknown>): Record<string, string>;
  arrayToStringWithSpecifiedStyle(value: unknown, prefix: string, style: string): string;
}

/** The functions with which all clients that are generated today sign and flatten. */
export const openApiUtil: OpenApiUtil = require('@alicloud/openapi-util').default;
