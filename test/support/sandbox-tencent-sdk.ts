import { createRequire } from 'node:module';

/** The vendor's own Node SDK, which has no types. */
const require = createRequire(import.meta.url);
const root = 'tencentcloud-sdk-nodejs-intl-en/tencentcloud';

export interface SdkSignInput {
  method: 'GET' | 'POST';
  url: string;
  payload: Buffer | string | Readonly<Record<string, Buffer | string>>;
  timestamp: number;
  service: string;
  secretId: string;
  secretKey: string;
  headers: { 'Content-Type': string };
  /** Each member of the payload becomes a part. */
  multipart?: boolean;
  boundary?: string;
}

/** The SDK's own TC3. It signs the host without its port, and the content type in the letter case given. */
export const sdkSign: (input: SdkSignInput) => string = require(`${root}/common/sign.js`).sign3;

/** The SDK's HMAC over a complete string. */
export const sdkHmac: (secret: string, text: string, method: 'HmacSHA1' | 'HmacSHA256') => string = require(`${root}/common/sign.js`).sign;

type Callback = (error: { code?: string; message: string } | null, response: Record<string, unknown>) => void;

interface Client {
  apiVersion: string;
  /** Nested values under dotted names. */
  mergeData(params: unknown): Record<string, unknown>;
  formatSignString(params: Readonly<Record<string, unknown>>): string;
  CompareFaceLiveness(params: unknown, done: Callback): void;
  request(action: string, params: unknown, response: { deserialize(data: unknown): void }, options: object, done: Callback): void;
}

export type SdkSignMethod = 'TC3-HMAC-SHA256' | 'HmacSHA256' | 'HmacSHA1';

const Credential = require(`${root}/common/credential.js`);
const ClientProfile = require(`${root}/common/profile/client_profile.js`);
const HttpProfile = require(`${root}/common/profile/http_profile.js`);
const { v20180301 } = require(`${root}/faceid/index.js`);

export interface SdkOptions {
  port: number;
  secretId?: string;
  secretKey?: string;
  token?: string;
  region?: string;
  method?: 'POST' | 'GET';
  /** Undefined is the SDK's own default. */
  signMethod?: SdkSignMethod | undefined;
}

/** The typed client. It knows only the address of the sandbox, and signs with TC3 by default. */
export function sdkClient({
  port,
  secretId = 'sandbox-id',
  secretKey = 'sandbox-key',
  token,
  region = 'ap-singapore',
  method,
  ...sign
}: SdkOptions): Client {
  const http = new HttpProfile('http://', `127.0.0.1:${port}`, method, 10);
  return new v20180301.Client(
    new Credential(secretId, secretKey, token),
    region,
    new ClientProfile('signMethod' in sign ? sign.signMethod : 'TC3-HMAC-SHA256', http),
  );
}

export interface SdkAnswer {
  /** Absent if the SDK returned a response. */
  code?: string;
  message?: string;
  response?: Record<string, unknown>;
}

/** Runs one call of the client until its callback. */
export const sdkAnswer = (run: (done: Callback) => void): Promise<SdkAnswer> =>
  new Promise((resolve) => {
    run((error, response) => resolve(error ? { message: error.message, ...(error.code ? { code: error.code } : {}) } : { response }));
  });

/** Calls an action by its name, with unchanged values. */
export const sdkRequest = (client: Client, action: string, params: unknown, options: object = {}): Promise<SdkAnswer> =>
  new Promise((resolve) => {
    let response: Record<string, unknown> = {};
    const deserialize = (data: unknown): void => {
      response = data as Record<string, unknown>;
    };
    client.request(action, params, { deserialize }, options, (error) =>
      resolve(error ? { message: error.message, ...(error.code ? { code: error.code } : {}) } : { response }),
    );
  });

export const compare = (client: Client, params: unknown): Promise<SdkAnswer> =>
  sdkAnswer((done) => client.CompareFaceLiveness(params, done));
