import { createRequire } from 'node:module';

/** The vendor's own Node clients. They know only the address of the sandbox. */
const require = createRequire(import.meta.url);

export type Params = Record<string, unknown>;

/** What a client returned, or the code, message and HTTP status of the error that it threw. */
export interface SdkAnswer {
  status?: number;
  code?: string | number;
  message?: string;
  body?: Record<string, unknown>;
}

interface SdkError {
  code?: string | number;
  message: string;
  /** openapi-client has it in one member, pop-core in the other. */
  data?: { statusCode?: number };
  entry?: { response?: { statusCode?: number } };
}

async function answered(run: () => Promise<Record<string, unknown>>): Promise<SdkAnswer> {
  try {
    return { body: await run() };
  } catch (error) {
    const { code, message, data, entry } = error as SdkError;
    const status = entry?.response?.statusCode ?? data?.statusCode;
    return { message, ...(code === undefined ? {} : { code }), ...(status === undefined ? {} : { status }) };
  }
}

export interface SdkCall {
  port: number;
  action: string;
  version: string;
  params: Params;
  secret?: string;
  token?: string;
  /** Instead of the client's own nonce. */
  nonce?: string;
}

interface PopCore {
  request(
    action: string,
    params: Params,
    options: { method: 'GET' | 'POST'; formatParams: false; timeout: number },
  ): Promise<Record<string, unknown>>;
}

const RPCClient: new (config: Record<string, string | undefined>) => PopCore = require('@alicloud/pop-core');

/** Their default is three seconds, which is too short on a busy machine. */
const patienceMs = 60_000;

/** `@alicloud/pop-core`, which signs RPC. */
export const popCore =
  (method: 'GET' | 'POST') =>
  ({ port, action, version, params, secret = 'sandbox-key', token, nonce }: SdkCall): Promise<SdkAnswer> => {
    const client = new RPCClient({
      endpoint: `http://127.0.0.1:${port}`,
      apiVersion: version,
      accessKeyId: 'sandbox-id',
      accessKeySecret: secret,
      securityToken: token,
    });
    // The client would capitalise the names at the top level. The members of ServiceParameters start with small letters.
    const all = { ...params, ...(nonce === undefined ? {} : { SignatureNonce: nonce }) };
    return answered(() => client.request(action, all, { method, formatParams: false, timeout: patienceMs }));
  };

interface OpenApi {
  callApi(params: unknown, request: unknown, runtime: unknown): Promise<{ body: Record<string, unknown> }>;
}

const openApi = require('@alicloud/openapi-client');
const { RuntimeOptions } = require('@alicloud/tea-util');
const flatten: (nested: Params) => Record<string, string> = require('@alicloud/openapi-util').default.query;

/** `@alicloud/openapi-client`, the base of all clients that are generated today. It signs ACS3, or RPC with `v2`. */
export const openApiClient =
  (method: 'GET' | 'POST', signatureAlgorithm?: 'v2') =>
  ({ port, action, version, params, secret = 'sandbox-key', token, nonce }: SdkCall): Promise<SdkAnswer> => {
    const config = {
      accessKeyId: 'sandbox-id',
      accessKeySecret: secret,
      securityToken: token,
      endpoint: `127.0.0.1:${port}`,
      protocol: 'HTTP',
      signatureAlgorithm,
    };
    const client: OpenApi = new openApi.default(new openApi.Config(config));
    const shape = {
      action,
      version,
      method,
      protocol: 'HTTPS',
      pathname: '/',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    };
    const own = nonce === undefined ? {} : signatureAlgorithm ? { SignatureNonce: nonce } : { 'x-acs-signature-nonce': nonce };
    const [query, headers] = signatureAlgorithm ? [own, {}] : [{}, own];
    const request = method === 'GET' ? { query: { ...flatten(params), ...query }, headers } : { body: params, query, headers };
    return answered(
      async () =>
        (
          await client.callApi(
            new openApi.Params(shape),
            new openApi.OpenApiRequest(request),
            new RuntimeOptions({ readTimeout: patienceMs, connectTimeout: patienceMs }),
          )
        ).body,
    );
  };
