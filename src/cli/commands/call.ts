import { call, withResult } from '../../app/call/call.ts';
import { pageOf } from '../../app/call/failed-call.ts';
import { saveDirProblems } from '../../app/files/artifacts.ts';
import { mediaIo } from '../../app/input/read-value.ts';
import { type Action, inProduct } from '../../core/declare/action.ts';
import { retiredNotice } from '../../core/declare/params.ts';
import { unknownMembers, unknownNotice } from '../../core/declare/unknown-members.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import type { BodyValue } from '../../core/http.ts';
import type { MediaIo } from '../../media/read/load.ts';
import { readSource } from '../../media/read/source.ts';
import type { Runtime } from '../../runtime.ts';
import { requireVendor, vendors } from '../../vendors/registry.ts';
import type { Call, Vendor } from '../../vendors/vendor.ts';
import { expectProblems, thresholdProblems } from '../action/flag-problems.ts';
import { printOutcome } from '../action/print-outcome.ts';
import { showPlan } from '../action/show-plan.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { noteRegion, withWorld } from '../flags/open-world.ts';
import { openSession, type Session } from '../flags/session.ts';
import { mediaLine } from '../flags/verbose.ts';
import type { Handler } from '../handler.ts';
import { type CallOptions, readValues } from './call-values.ts';

/** An example of a vendor with a product, for error messages. */
const example = (): string => `${vendors[0]?.name}/${vendors[0]?.actions[0]?.product}`;

function vendorOf(word: string): { vendor: Vendor; product: string } {
  // Hosts are in lower case, but the vendors' pages write product names in different ways.
  const [name = '', product] = word.toLowerCase().split('/');
  const vendor = requireVendor(name, `, for example ${example()}`);
  return { vendor, product: product || (vendor.actions[0]?.product ?? '') };
}

/** Refuses names that cannot be in a host name, a header or a query. */
function nameProblems(product: string, actionName: string, version: string | undefined, word: string): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(product) || word.split('/').length > 2)
    problems.push(usageProblem('<vendor[/product]>', `'${word.slice(0, 40)}' names no product`, `for example ${example()}`));
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(actionName))
    problems.push(
      usageProblem(
        '<Action>',
        `'${actionName.slice(0, 40)}' is not a valid name of an action`,
        'use letters and digits, for example DescribeInstances',
      ),
    );
  if (version === undefined)
    problems.push(usageProblem('--api-version', `is required: idv does not know ${product}`, 'for example --api-version 2017-03-12'));
  else if (!/^\d{4}-\d\d-\d\d$/.test(version))
    problems.push(usageProblem('--api-version', `'${version.slice(0, 40)}' is not valid`, 'for example 2017-03-12'));
  return problems;
}

/**
 * Whether the action's judgement fits the request. ExecuteRequest has many services, and only one is known; a complete body may be for any
 * of them, with any number of pictures.
 */
function isJudged({ params, judgement }: Action, values: Readonly<Record<string, BodyValue>>, isWhole: boolean): boolean {
  if (isWhole && judgement?.each) return false;
  return params.every((param) => !('fixed' in param) || values[param.name] === param.fixed);
}

/** A name that resembles no name of the catalogue may be new, so it is not reported as a mistake. */
function noteNames({ params }: Action, values: Readonly<Record<string, BodyValue>>, { notice }: Session): void {
  for (const unknown of unknownMembers(values, params)) if (unknown.meant !== undefined) notice(`--param: ${unknownNotice(unknown)}`);
  for (const param of params) {
    const retired = Object.hasOwn(values, param.name) ? retiredNotice(param) : undefined;
    if (retired !== undefined) notice(`--param: ${retired}`);
  }
}

async function readBody(path: string, io: MediaIo): Promise<Buffer | Problem> {
  const bytes = await readSource(path === '-' ? { from: 'stdin', label: 'standard input' } : { from: 'file', path, label: path }, io);
  return 'problem' in bytes ? { category: 'media', flag: '--body', ...bytes.problem } : bytes;
}

/** The problems of --save-dir. For an action outside the catalogue, it is unknown which members of its answer are files. */
async function savingProblems(known: Action | undefined, name: string, globals: GlobalOptions, { fs }: Runtime): Promise<Problem[]> {
  if (!globals.saveDir || globals.dryRun) return [];
  if (known) return saveDirProblems(known, globals.saveDir, globals.force === true, fs);
  return [usageProblem('--save-dir', `idv does not know which members of ${name} are files`, 'use --raw, or --query')];
}

/** `idv call`: signs and sends any action. If the catalogue has it, its declaration is used for types, verdict and artifacts. */
export const runCall: Handler = async (invocation) => {
  const { runtime, options: raw, args, insteadOfSending } = invocation;
  const [word = '', actionName = ''] = args;
  const { vendor, product } = vendorOf(word);
  const options = raw as CallOptions;
  const named = vendor.actions.filter((known) => known.name.toLowerCase() === actionName.toLowerCase());
  const action = named.map((known) => inProduct(known, product)).find((known) => known !== undefined);
  const name = action?.name ?? actionName;
  const version = options.apiVersion ?? action?.version ?? vendor.versionOf(product);
  const { session, value: request } = await openSession<Omit<Call, 'version'>>(
    vendor,
    invocation,
    { credentials: insteadOfSending ? 'optional' : 'required', product, action, docsUrl: pageOf({ action, product }, vendor) },
    async (globals) => {
      const io = mediaIo(runtime, globals.verbose || globals.debug ? mediaLine : undefined);
      const { values, problems } = await readValues(vendor, name, options, io);
      const known = action && isJudged(action, values, options.body !== undefined) ? action : undefined;
      problems.push(
        ...nameProblems(product, name, version, word),
        ...thresholdProblems(known ?? { name }, globals.threshold),
        ...expectProblems(known ?? { name }, globals.expect),
      );
      if (options.body !== undefined && (Object.keys(values).length > 0 || options.input !== undefined))
        problems.push(usageProblem('--body', 'is the complete body', 'leave out -p, --file and --input, or --body'));
      const body = options.body === undefined ? undefined : await readBody(options.body, io);
      if (body && !Buffer.isBuffer(body)) problems.push(body);
      problems.push(...(await savingProblems(known, name, globals, runtime)));
      return {
        problems,
        value: { action: known, actionName: name, product, values, required: [], ...(Buffer.isBuffer(body) ? { verbatim: body } : {}) },
      };
    },
  );
  if (action) noteNames(action, request.values, session);
  const wanted: Call = { ...request, version: version ?? '' };
  noteRegion(session, { name, product, regions: wanted.action?.regions ?? [] });
  if (session.options.dryRun || insteadOfSending) return (insteadOfSending ?? showPlan)(session, wanted);
  return withWorld(session, async (world) => printOutcome(session, withResult(await call(wanted, world), world), world));
};
