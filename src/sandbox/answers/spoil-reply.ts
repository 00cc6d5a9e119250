import type { Fault } from '../outcomes/faults.ts';
import type { Reply } from '../wire/reply.ts';

const hugeBytes = 200 * 2 ** 20;

const page = (type: string, status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'Content-Type': type, ...headers },
  body: Buffer.from(text),
});

const response = (declarations: string, text: string): string =>
  `<?xml version="1.0"?><!DOCTYPE Response${declarations}><Response><RequestId>${text}</RequestId></Response>`;

/** Entities of which each is ten times the one before it. */
function entityBomb(): string {
  const names = [...'abcdefghij'];
  const entities = names.map((name, index) => `<!ENTITY ${name} "${index === 0 ? 'idv' : `&${names[index - 1]};`.repeat(10)}">`);
  return response(` [${entities.join('')}]`, '&j;');
}

function otherType({ headers, ...reply }: Reply): Reply {
  const isXml = /xml/.test(headers['Content-Type'] ?? '');
  return { ...reply, headers: { ...headers, 'Content-Type': isXml ? 'application/json' : 'text/xml' } };
}

/** A good answer turned into what a broken network, proxy or service makes of it. */
export function spoilReply({ name, argument }: Fault, reply: Reply): Reply {
  switch (name) {
    case 'delay':
      return { ...reply, fault: { kind: 'delay', ms: argument } };
    case 'reset':
    case 'reset-amid':
      return { ...reply, fault: { kind: name } };
    case 'huge':
      return { ...reply, fault: { kind: 'endless', bytes: hugeBytes } };
    case 'truncated':
      return { ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) };
    case 'not-json':
      return { ...reply, body: Buffer.from('Response: Success') };
    case 'wrong-content-type':
      return otherType(reply);
    case 'doctype':
      return page('text/xml', 200, response(' SYSTEM "http://127.0.0.1:9/response.dtd"', 'idv'));
    case 'entity-bomb':
      return page('text/xml', 200, entityBomb());
    case 'html':
      return page('text/html', 200, '<!doctype html><title>Welcome</title><p>Please log in to the network.</p>');
    case 'http-500':
      return page('text/plain', 500, 'Internal Server Error');
    case 'http-503':
      return page('text/plain', 503, 'Service Unavailable', { 'Retry-After': '1' });
    default:
      return reply;
  }
}
