import { jsonReply, type Reply } from '../wire/reply.ts';

/** The controls' own shape of an error. */
export const problem = (status: number, code: string, message: string, hint?: string): Reply =>
  jsonReply(status, { error: { code, message, ...(hint ? { hint } : {}) } });

/** The JSON object that a control was sent, with no member but those `known`; else what to answer. */
export function readOrder(body: Buffer, known: readonly string[], usage: string): { order: Record<string, unknown> } | { refusal: Reply } {
  let order: unknown;
  try {
    order = JSON.parse(body.toString('utf8'));
  } catch {
    order = undefined;
  }
  if (typeof order !== 'object' || order === null || Array.isArray(order))
    return { refusal: problem(400, 'invalid-request', 'the body is not a JSON object', usage) };
  const stray = Object.keys(order).find((name) => !known.includes(name));
  return stray === undefined
    ? { order: { ...order } }
    : { refusal: problem(400, 'invalid-request', `'${stray.slice(0, 80)}' is not known`, usage) };
}
