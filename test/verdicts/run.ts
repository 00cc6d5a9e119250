import type { HttpResponse } from '../../src/core/http.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { scriptedTransport } from '../support/scripted-transport.ts';
import { xmlMembers } from '../support/write-answer-xml.ts';
import { jsonOf } from './changes.ts';
import type { Ends, Fields } from './table.ts';

const requestId = '0CE4BBEF-F149-490C-97CE-CBBD66E25D6C';

const keys = {
  TENCENTCLOUD_SECRET_ID: 'AKIDexample',
  TENCENTCLOUD_SECRET_KEY: 'a-secret',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIexample',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a-secret',
};

const response = (text: string, type: string): HttpResponse => ({
  status: 200,
  headers: { 'content-type': type },
  body: Buffer.from(text),
});

/** A result in the form in which the vendor sends it. */
export const tencentResult = (fields: Fields): HttpResponse =>
  response(jsonOf({ Response: { RequestId: requestId, ...fields } }), 'application/json');
export const aliyunResult = (fields: Fields): HttpResponse => response(jsonOf({ RequestId: requestId, ...fields }), 'application/json');
export const aliyunXml = (action: string, fields: Fields): HttpResponse =>
  response(`<${action}Response>${xmlMembers({ RequestId: requestId, ...fields })}</${action}Response>`, 'text/xml');

export const tencentRefusal = (Code: string): HttpResponse => tencentResult({ Error: { Code, Message: 'said by the service' } });
export const aliyunRefusal = (Code: string | number): HttpResponse => aliyunResult({ Code, Message: 'said by the service' });

/** Runs a command that gets these answers, in order, and returns how it ends. The command need not use all answers. */
export async function endOf(argv: readonly string[], ...answers: readonly HttpResponse[]): Promise<Ends & { said: string }> {
  const transport = scriptedTransport(answers);
  const runtime = memoryRuntime({ env: keys, openTransport: async () => transport });
  const exit = await main([...argv, '--json', '--retries', '0'], runtime, '0.0.0');
  const [out, err] = [runtime.out(), runtime.err()];
  if (out !== '') {
    const { checked, score, billed, reason } = JSON.parse(out);
    return { exit, checked, score, billed, said: `${reason.code}: ${reason.message}` };
  }
  const { error } = JSON.parse(err.trim().split('\n').at(-1) ?? '{}');
  return { exit, billed: error?.billed, said: error?.message ?? err };
}
