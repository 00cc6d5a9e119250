import { resolve } from 'node:path';
import { saveDirProblems } from '../../app/artifacts.ts';
import type { Request } from '../../app/target.ts';
import type { BodyValue } from '../../core/body.ts';
import { IdvError, type Problem } from '../../core/errors.ts';
import type { WireValue } from '../../core/params.ts';
import { loadMedia } from '../../media/load.ts';
import type { Provider } from '../../providers/provider.ts';
import { findProvider, providers } from '../../providers/registry.ts';
import type { Runtime } from '../../runtime.ts';
import type { Handler } from '../program.ts';
import { runCall as send } from '../run-call.ts';
import { openSession } from '../session.ts';

interface CallOptions {
  param?: readonly string[];
  file?: readonly string[];
  body?: string;
  apiVersion?: string;
}

interface Parsed {
  values: Record<string, BodyValue>;
  problems: Problem[];
}

const usage = (flag: string, message: string, cure: string): Problem => ({ category: 'usage', flag, message, cure });

function providerOf(word: string): { provider: Provider; product: string } {
  const [name = '', product] = word.split('/');
  const provider = findProvider(name);
  if (!provider) {
    const names = providers.map((known) => known.name).join(', ');
    throw new IdvError('usage', `there is no provider '${name}'`, {
      code: 'unknown-provider',
      hint: `one of ${names}, as in tencent/faceid`,
    });
  }
  return { provider, product: product || (provider.actions[0]?.product ?? '') };
}

/** Numbers, booleans, objects and arrays as JSON reads them; all else is text, and `'"5"'` is the text 5. */
function wireValue(text: string, declared: string | undefined): WireValue {
  if (declared === 'String') return text;
  try {
    const value: unknown = JSON.parse(text);
    return value === null ? text : (value as WireValue);
  } catch {
    return text;
  }
}

function pair(flag: string, text: string, example: string): { name: string; value: string } | Problem {
  const at = text.indexOf('=');
  return at > 0
    ? { name: text.slice(0, at), value: text.slice(at + 1) }
    : usage(flag, `'${text.split('=')[0]}' is not Name=value`, `as in ${example}`);
}

const isProblem = (value: { name: string } | Problem): value is Problem => 'category' in value;

async function readValues(provider: Provider, actionName: string, options: CallOptions, runtime: Runtime): Promise<Parsed> {
  const parsed: Parsed = { values: {}, problems: [] };
  const declared = provider.actions.find((action) => action.name === actionName);
  for (const text of options.param ?? []) {
    const given = pair('--param', text, '-p SdkToken=abc');
    if (isProblem(given)) parsed.problems.push(given);
    else parsed.values[given.name] = wireValue(given.value, declared?.params.find((param) => param.name === given.name)?.type);
  }
  const io = { readFile: (path: string) => runtime.fs.readFile(path), stat: runtime.fs.stat, readStdin: () => runtime.readStdin() };
  for (const text of options.file ?? []) {
    const given = pair('--file', text, '--file ImageBase64=photo.jpg');
    if (isProblem(given)) {
      parsed.problems.push(given);
      continue;
    }
    const loaded = await loadMedia(given.value, io);
    if ('problem' in loaded) parsed.problems.push({ category: 'media', flag: '--file', ...loaded.problem });
    else parsed.values[given.name] = { bytes: loaded.bytes, mediaType: loaded.probe.mediaType };
  }
  return parsed;
}

async function readBody(path: string, runtime: Runtime): Promise<Buffer | Problem> {
  try {
    return path === '-' ? await runtime.readStdin() : await runtime.fs.readFile(resolve(runtime.cwd, path));
  } catch (error) {
    return {
      category: 'media',
      flag: '--body',
      message: `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`,
      cure: 'check the path and its permissions',
    };
  }
}

/** `idv call`: signs and sends any action; what the catalogue knows of it is used for types, verdict and artifacts. */
export const runCall: Handler = async ({ runtime, options: raw, args }) => {
  const [word = '', actionName = ''] = args;
  const { provider, product } = providerOf(word);
  const options = raw as CallOptions;
  const action = provider.actions.find((known) => known.name === actionName && known.product === product);
  const version = options.apiVersion ?? action?.version ?? provider.product(product)?.version;
  const { session, value: request } = await openSession<Omit<Request, 'version'>>(
    provider,
    raw,
    runtime,
    { credentials: 'required' },
    async (globals) => {
      const { values, problems } = await readValues(provider, actionName, options, runtime);
      if (version === undefined)
        problems.push(usage('--api-version', `is required: idv does not know ${product}`, 'as in --api-version 2017-03-12'));
      if (options.body !== undefined && Object.keys(values).length > 0)
        problems.push(usage('--body', 'is the whole body', 'leave out -p and --file, or --body'));
      const body = options.body === undefined ? undefined : await readBody(options.body, runtime);
      if (body && !Buffer.isBuffer(body)) problems.push(body);
      if (action && globals.saveDir && !globals.dryRun)
        problems.push(...(await saveDirProblems(action, globals.saveDir, globals.force === true, runtime.fs)));
      return { problems, value: { action, actionName, product, values, ...(Buffer.isBuffer(body) ? { verbatim: body } : {}) } };
    },
  );
  return send(session, { ...request, version: version ?? '' });
};
