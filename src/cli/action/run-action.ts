import { call, withResult } from '../../app/call/call.ts';
import { callOf } from '../../app/call/plan.ts';
import { saveDirProblems } from '../../app/files/artifacts.ts';
import { inputKey, type RawInput, type RawValue, uploadKey } from '../../app/input/raw-input.ts';
import { type Input, readInput } from '../../app/input/read-input.ts';
import { mediaIo } from '../../app/input/read-value.ts';
import { type Action, inProduct } from '../../core/declare/action.ts';
import { checksAskedBy } from '../../core/declare/asked-checks.ts';
import { flagOf } from '../../core/declare/params.ts';
import { IdvError, type Problem, usageProblem } from '../../core/errors.ts';
import type { BodyValue } from '../../core/http.ts';
import type { Runtime } from '../../runtime.ts';
import { vendorsByName } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { noteRegion, withWorld } from '../flags/open-world.ts';
import { openSession, type Session } from '../flags/session.ts';
import { mediaLine } from '../flags/verbose.ts';
import type { InsteadOfSending, Invocation } from '../handler.ts';
import type { ParamFlag } from './action-rows.ts';
import { expectProblems, notAskedProblems, thresholdProblems, type WaitFlags, waitProblems, withTypedNames } from './flag-problems.ts';
import { printOutcome } from './print-outcome.ts';
import { showPlan } from './show-plan.ts';

/** What commander read, by path; the word after the command fills the positional parameter. */
export function rawInput(
  action: Action,
  flags: readonly ParamFlag[],
  options: Readonly<Record<string, unknown>>,
  word: string | undefined,
): RawInput {
  const raw: Record<string, RawValue> = {};
  for (const { key, option } of flags) {
    const value = options[option.attributeName()];
    if (typeof value === 'string' || typeof value === 'boolean') raw[key] = value;
    if (Array.isArray(value)) raw[key] = value;
  }
  if (typeof options.input === 'string') raw[inputKey] = options.input;
  const positional = action.params.find((param) => param.positional);
  if (positional && word !== undefined) {
    const flagged = raw[positional.name];
    if (flagged !== undefined && flagged !== word) {
      throw new IdvError('usage', `${positional.name} is given twice`, {
        code: 'given-twice',
        hint: `give it as a word or as --${flagOf(positional)}`,
      });
    }
    raw[positional.name] = word;
  }
  return raw;
}

/** URL and MD5 of files that a dry run does not upload. */
const placeholderValues = ({ uploads }: Input): Record<string, BodyValue> =>
  Object.fromEntries(
    uploads.flatMap(({ upload: { flag, url, md5 } }) => [
      [url, `https://upload.invalid/${flag}`],
      ...(md5 === undefined ? [] : [[md5, '0'.repeat(32)]]),
    ]),
  );

function dryRunAction(session: Session, action: Action, input: Input, insteadOfSending: InsteadOfSending): Promise<number> {
  if (input.uploads.length > 0) session.notice('a dry run uploads no files: the values that they would fill are placeholders');
  return insteadOfSending(session, callOf(action, { ...placeholderValues(input), ...input.values }));
}

/** A nonce is valid for only one call. */
const noncesProblems = ({ nonceKind, shapes }: Vendor, { nonce, signMethod, dryRun }: GlobalOptions, callsAgain: boolean): Problem[] =>
  nonce === undefined || dryRun || !callsAgain || nonceKind(signMethod ?? shapes[0]?.signMethod ?? 'rpc') !== 'text'
    ? []
    : [usageProblem('--nonce', 'is for one call, but this command makes several', 'leave it out')];

/** Flags about the verdict belong to the action that judges; in a flow, that is the one that reads the result. */
const judgingActionOf = ({ actions }: Vendor, action: Action, { wait }: WaitFlags): Action =>
  (wait && actions.find(({ name }) => name === action.follow?.action)) || action;

/** The problems of --threshold and --expect that no answer of the action can satisfy. */
const verdictProblems = (judging: Action, { threshold, expect }: GlobalOptions): Problem[] =>
  threshold === undefined && expect === undefined ? [] : [...thresholdProblems(judging, threshold), ...expectProblems(judging, expect)];

const savingProblems = async (action: Action, { saveDir, force, dryRun }: GlobalOptions, { fs }: Runtime): Promise<Problem[]> =>
  saveDir && !dryRun ? saveDirProblems(action, saveDir, force === true, fs) : [];

/**
 * Gives a notice before the first call if the region may not support one of the calls, because a token without a readable result is still
 * paid for.
 */
function noteRegions(session: Session, action: Action, input: Input, { wait }: WaitFlags): void {
  const { actions, uploads } = session.vendor;
  noteRegion(session, action);
  if (uploads && input.uploads.length > 0) noteRegion(session, uploads.grant, 'takes the file');
  const reader = wait ? actions.find(({ name }) => name === action.follow?.action) : undefined;
  if (reader) noteRegion(session, reader, 'reads the result');
}

/** Runs one declared action from its flags to its exit code. */
export async function runAction(declared: Action, raw: RawInput, invocation: Invocation): Promise<number> {
  const { runtime, options, insteadOfSending } = invocation;
  const action = (typeof options.product === 'string' ? inProduct(declared, options.product) : undefined) ?? declared;
  const vendor = vendorsByName.get(action.vendor) as Vendor;
  const flags: WaitFlags = options;
  const { session, value: input } = await openSession<Input>(
    vendor,
    invocation,
    { credentials: insteadOfSending ? 'optional' : 'required', product: action.product, action, docsUrl: action.docsUrl },
    async (globals) => {
      const judging = judgingActionOf(vendor, action, flags);
      const callsAgain = flags.wait === true || (action.uploads ?? []).some((upload) => raw[uploadKey(upload)] !== undefined);
      const impossible = verdictProblems(judging, globals);
      const wait = flags.waitTimeout === undefined ? [] : waitProblems(flags);
      const nonce = noncesProblems(vendor, globals, callsAgain);
      const saving = await savingProblems(action, globals, runtime);
      const read = await readInput(
        action,
        raw,
        mediaIo(runtime, globals.verbose || globals.debug ? mediaLine : undefined),
        globals.preflight,
      );
      const own = read.problems.length > 0 ? withTypedNames(read.problems, action, invocation.argv) : [];
      if (judging !== action && action.follow && impossible.length === 0)
        impossible.push(...notAskedProblems(judging, checksAskedBy(action.follow, read.values), globals));
      return { problems: [...own, ...wait, ...saving, ...nonce, ...impossible], value: read };
    },
  );
  for (const notice of input.notices) session.notice(notice);
  noteRegions(session, action, input, flags);
  if (session.options.dryRun || insteadOfSending) return dryRunAction(session, action, input, insteadOfSending ?? showPlan);
  const isSingleCall = input.uploads.length === 0 && !flags.wait && !flags.open && !flags.qr;
  return withWorld(session, async (world) => {
    if (isSingleCall) return printOutcome(session, withResult(await call(callOf(action, input.values), world), world), world);
    const { runFlow } = await import('./flow.ts');
    return runFlow(session, action, input, flags, world);
  });
}
