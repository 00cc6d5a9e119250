import { readPath, writePath } from '../../core/json.ts';
import type { Judgement, Signal } from '../../core/judge/judgement.ts';
import { contradictingSignal, type Fault, type FaultName, hasThreshold } from '../outcomes/faults.ts';
import type { Reply } from '../wire/reply.ts';

/** A score that is below the threshold of every vendor. */
const tooLowScore = 12;

/** A value of the signal's own type that contradicts a success. */
const contradictingValue = ({ type, success }: Signal): string | number | boolean =>
  type === 'Boolean' ? !success : type === 'Integer' ? Number(success) + 1 : `not ${success}`;

function contradict(fields: Record<string, unknown>, judgement: Judgement): void {
  const signal = contradictingSignal(judgement);
  if (judgement.score && hasThreshold(judgement)) writePath(fields, judgement.score.path, tooLowScore);
  else if (signal) writePath(fields, signal.path, contradictingValue(signal));
}

/** A copy of a successful result with a wrong value in the field that decides. idv must never pass such a result. */
export function corruptFields(fault: FaultName, fields: Readonly<Record<string, unknown>>, judgement: Judgement): Record<string, unknown> {
  const { decision } = judgement;
  const changed = structuredClone(fields);
  switch (fault) {
    case 'absent':
      writePath(changed, decision.path, undefined);
      break;
    case 'unknown-result':
      writePath(changed, decision.path, typeof readPath(fields, decision.path) === 'number' ? -987_654 : 'FailedOperation.NeverHeardOf');
      break;
    case 'wrong-type':
      writePath(changed, decision.path, decision.type === 'Boolean' ? 'yes' : true);
      break;
    case 'contradiction':
      contradict(changed, judgement);
      break;
    default:
      writePath(changed, decision.path, null);
  }
  return changed;
}

const endlessBytes = 200 * 2 ** 20;

const plainReply = (type: string, status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'Content-Type': type, ...headers },
  body: Buffer.from(text),
});

const xmlWithDoctype = (declarations: string, text: string): string =>
  `<?xml version="1.0"?><!DOCTYPE Response${declarations}><Response><RequestId>${text}</RequestId></Response>`;

/** Each entity expands to ten times the one before it. */
function entityBomb(): string {
  const names = [...'abcdefghij'];
  const entities = names.map((name, index) => `<!ENTITY ${name} "${index === 0 ? 'idv' : `&${names[index - 1]};`.repeat(10)}">`);
  return xmlWithDoctype(` [${entities.join('')}]`, '&j;');
}

function withOtherType({ headers, ...reply }: Reply): Reply {
  const isXml = /xml/.test(headers['Content-Type'] ?? '');
  return { ...reply, headers: { ...headers, 'Content-Type': isXml ? 'application/json' : 'text/xml' } };
}

/** Turns a good reply into the reply of a broken network, proxy or service. */
export function breakReply({ name, argument }: Fault, reply: Reply): Reply {
  switch (name) {
    case 'delay':
      return { ...reply, fault: { kind: 'delay', ms: argument } };
    case 'reset':
    case 'reset-amid':
      return { ...reply, fault: { kind: name } };
    case 'huge':
      return { ...reply, fault: { kind: 'endless', bytes: endlessBytes } };
    case 'truncated':
      return { ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) };
    case 'not-json':
      return { ...reply, body: Buffer.from('Response: Success') };
    case 'wrong-content-type':
      return withOtherType(reply);
    case 'doctype':
      return plainReply('text/xml', 200, xmlWithDoctype(' SYSTEM "http://127.0.0.1:9/response.dtd"', 'idv'));
    case 'entity-bomb':
      return plainReply('text/xml', 200, entityBomb());
    case 'html':
      return plainReply('text/html', 200, '<!doctype html><title>Welcome</title><p>Please log in to the network.</p>');
    case 'http-500':
      return plainReply('text/plain', 500, 'Internal Server Error');
    case 'http-503':
      return plainReply('text/plain', 503, 'Service Unavailable', { 'Retry-After': '1' });
    default:
      return reply;
  }
}
