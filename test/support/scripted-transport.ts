import type { HttpRequest, HttpResponse, SendOptions, Transport } from '../../src/core/http.ts';

export type Step = HttpResponse | Error;

export interface ScriptedTransport extends Transport {
  readonly requests: HttpRequest[];
  /** The options with which the requests were sent. */
  readonly options: SendOptions[];
  /** Throws if a step was not used. An unexpected call throws when it is made. */
  finish(): void;
}

/** Gives these answers in order, and no others. */
export function scriptedTransport(steps: readonly Step[]): ScriptedTransport {
  const left = [...steps];
  const requests: HttpRequest[] = [];
  const options: SendOptions[] = [];
  return {
    requests,
    options,
    async send(request: HttpRequest, sentWith: SendOptions) {
      requests.push(request);
      options.push(sentWith);
      const step = left.shift();
      if (step === undefined) throw new Error(`call ${requests.length} was not expected`);
      if (step instanceof Error) throw step;
      return step;
    },
    close: async () => undefined,
    finish() {
      if (left.length > 0) throw new Error(`${left.length} expected calls were not made`);
    },
  };
}

export const jsonAnswer = (value: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify(value)),
});

export const refusal = (code: string, headers: Record<string, string> = {}): HttpResponse =>
  jsonAnswer({ Response: { Error: { Code: code, Message: `said ${code}` }, RequestId: 'r-1' } }, headers);

export const success = (fields: Record<string, unknown>): HttpResponse => jsonAnswer({ Response: { ...fields, RequestId: 'r-1' } });
