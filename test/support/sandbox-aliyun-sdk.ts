import { createRequire } from 'node:module';

/** The vendor's own Node clients, told nothing but where the sandbox is. */
const require = createRequire(import.meta.url);

export type Params = Record<string, unknown>;

/** What a client returned, or the code and message of the error that it threw. */
export interface SdkAnswer {
  code?: string | number;
  message?: string;
  body?: Record<string, unknown>;
}

async function answered(run: () => Promise<Record<string, unknown>>): Promise<SdkAnswer> {
  try {
    return { body: await run() };
  } catch (error) {
    const { code, message } = error as { code?: string | number; message: string };
    return { message, ...(code === undefined ? {} : { code }) };
  }
}

export interface SdkCall {
  port: number;
  action: string;
  version: string;
  params: Params;
  secret?: string;
  token?: string;
}

interface PopCore {
  request(action: string, params: Params, options: { method: 'GET' | 'POST'; formatParams: false }): Promise<Record<string, unknown>>;
}

const RPCClient: new (config: Record<string, string | undefined>) => PopCore = require('@alicloud/pop-core');

/** `@alicloud/pop-core`, which signs RPC. */
export const popCore =
  (method: 'GET' | 'POST') =>
  ({ port, action, version, params, secret = 'sandbox-key', token }: SdkCall): Promise<SdkAnswer> => {
    const client = new RPCClient({
      endpoint: `http://127.0.0.1:${port}`,
      apiVersion: version,
      accessKeyId: 'sandbox-id',
      accessKeySecret: secret,
      securityToken: token,
    });
    // Members of ServiceParameters have small initials; the client would raise those of the names at the top.
    return answered(() => client.request(action, params, { method, formatParams: false }));
  };

interface OpenApi {
  callApi(params: unknown, request: unknown, runtime: unknown): Promise<{ body: Record<string, unknown> }>;
}

const openApi = require('@alicloud/openapi-client');
const { RuntimeOptions } = require('@alicloud/tea-util');
const flatten: (nested: Params) => Record<string, string> = require('@alicloud/openapi-util').default.query;

/** `@alicloud/openapi-client`, which all clients generated today stand on: ACS3, or with `v2` RPC. */
export const openApiClient =
  (method: 'GET' | 'POST', signatureAlgorithm?: 'v2') =>
  ({ port, action, version, params, secret = 'sandbox-key', token }: SdkCall): Promise<SdkAnswer> => {
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
    const request = method === 'GET' ? { query: flatten(params) } : { body: params };
    return answered(
      async () => (await client.callApi(new openApi.Params(shape), new openApi.OpenApiRequest(request), new RuntimeOptions({}))).body,
    );
  };
