import { IdvError, type Problem, usageProblem } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import { withCommas } from '../../core/text/printable.ts';
import { escapeInherited, escapeMembers, inheritedFunction, type QueryToken, unescapeInherited } from './inherited-names.ts';

/** jmespath, with the functions that are missing in its types. */
interface Jmespath {
  tokenize(text: string): readonly QueryToken[];
  compile(text: string): unknown;
  search(value: unknown, text: string): unknown;
}

async function loadJmespath(): Promise<Jmespath> {
  const { default: jmespath } = await import('jmespath');
  return jmespath as unknown as Jmespath;
}

/** jmespath is recursive. With many more words, it could fail after the answer was already paid for. */
const mostWords = 1000;

/** Every part of a compiled expression. Null for a missing part, if the expression ends in the middle. */
function* partsOf(part: unknown): Generator<Readonly<Record<string, unknown>> | null> {
  if (!isRecord(part)) return void (yield null);
  yield part;
  for (const child of Array.isArray(part.children) ? part.children : [])
    if (typeof child !== 'number' && part.type !== 'Slice') yield* partsOf(child);
  if (isRecord(part.value) && part.type === 'KeyValuePair') yield* partsOf(part.value);
}

/** What is wrong with a part for any value. jmespath itself finds it only when it gets to that part. */
function faultOf(part: Readonly<Record<string, unknown>> | null, { search }: Jmespath): string | undefined {
  if (part === null) return 'ends where a name is expected';
  const { type, name, children } = part;
  if (type === 'Slice' && Array.isArray(children) && children[2] === 0) return 'has a slice with a step of 0';
  if (type !== 'Function' || !Array.isArray(children)) return undefined;
  try {
    search(null, `${String(name)}(${children.map(() => '@').join(',')})`);
  } catch (error) {
    // Any other error is about the value, and null is not the real value.
    const { message } = error as Error;
    if (/^(ArgumentError|Unknown function)/.test(message)) return message;
  }
  return undefined;
}

/** The problem of the expression itself, before anything is sent. jmespath is loaded only if there is a query. */
export async function queryProblem(expression: string): Promise<Problem | undefined> {
  const jmespath = await loadJmespath();
  const hint = 'the syntax is on https://jmespath.org';
  try {
    const tokens = jmespath.tokenize(expression);
    if (tokens.length > mostWords)
      return usageProblem('--query', `has ${withCommas(tokens.length)} words`, `give at most ${withCommas(mostWords)}`);
    const inherited = inheritedFunction(tokens);
    if (inherited !== undefined) return usageProblem('--query', `Unknown function: ${inherited}()`, hint);
    for (const part of partsOf(jmespath.compile(escapeMembers(expression, tokens)))) {
      const fault = faultOf(part, jmespath);
      if (fault !== undefined) return usageProblem('--query', fault, hint);
    }
  } catch (error) {
    return usageProblem('--query', (error as Error).message, hint);
  }
  return undefined;
}

/** Applies `--query`. Throws IdvError `usage` if the expression does not fit the value. */
export async function query(value: unknown, expression: string): Promise<unknown> {
  const jmespath = await loadJmespath();
  try {
    const found = jmespath.search(escapeInherited(value), escapeMembers(expression, jmespath.tokenize(expression)));
    return unescapeInherited(found ?? null);
  } catch (error) {
    throw new IdvError('usage', `--query: ${(error as Error).message}`, {
      code: 'invalid-query',
      hint: 'the expression does not fit this result',
      cause: error,
    });
  }
}
