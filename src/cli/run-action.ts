import { saveDirProblems } from '../app/artifacts.ts';
import { type Input, type RawInput, readInput } from '../app/input.ts';
import type { Action } from '../core/action.ts';
import type { Problem } from '../core/errors.ts';
import type { Provider } from '../providers/provider.ts';
import { findProvider } from '../providers/registry.ts';
import type { Runtime } from '../runtime.ts';
import { runCall } from './run-call.ts';
import { openSession } from './session.ts';

/** A lower bar than the vendor's would turn its refusals into passes. */
function thresholdProblems(action: Action, threshold: number | undefined): Problem[] {
  const score = action.judgement?.score;
  const own = score?.threshold ?? 0;
  if (threshold === undefined || (score && threshold >= own)) return [];
  const message = score ? `${threshold} is under the service's own bar of ${own}` : `${action.name} has no score`;
  return [{ category: 'usage', flag: '--threshold', message, cure: score ? `give ${own} to 100` : 'leave it out' }];
}

/** Runs one declared action from its flags to its exit code. */
export async function runAction(
  action: Action,
  raw: RawInput,
  globals: Readonly<Record<string, unknown>>,
  runtime: Runtime,
): Promise<number> {
  const provider = findProvider(action.provider) as Provider;
  const io = { readFile: (path: string) => runtime.fs.readFile(path), stat: runtime.fs.stat, readStdin: () => runtime.readStdin() };
  const { session, value: input } = await openSession<Input>(provider, globals, runtime, { credentials: 'required' }, async (options) => {
    const read = await readInput(action, raw, io, options.preflight);
    const save =
      options.saveDir && !options.dryRun ? await saveDirProblems(action, options.saveDir, options.force === true, runtime.fs) : [];
    return { problems: [...read.problems, ...save, ...thresholdProblems(action, options.threshold)], value: read };
  });
  for (const notice of input.notices) session.notice(notice);
  const { name, product, version } = action;
  return runCall(session, { action, actionName: name, product, version, values: input.values });
}
