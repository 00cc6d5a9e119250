import type { Outcome } from '../../app/call/call.ts';
import { pageOf } from '../../app/call/failed-call.ts';
import type { World } from '../../app/call/world.ts';
import { type Artifact, saveArtifacts } from '../../app/files/artifacts.ts';
import { filesOver } from '../../app/files/file-exchange.ts';
import { mediaLeaves } from '../../app/files/media-leaves.ts';
import { buildResult, type Result } from '../../app/result/result.ts';
import type { IdvError } from '../../core/errors.ts';
import { exitCodeOfVerdict } from '../../core/exit.ts';
import type { Session } from '../flags/session.ts';
import { showResult, showSaved } from '../show/show.ts';
import { answerFacts, notKept, printingFault } from './after-answer.ts';
import { commandAfter, commandThatGoesOn } from './go-on.ts';

/** True where the answer has files, and they are wanted. */
const hasFiles = ({ options }: Session, { plan, answer }: Outcome): boolean =>
  options.saveDir !== undefined &&
  plan.action !== undefined &&
  answer.kind === 'result' &&
  mediaLeaves(plan.action, answer.fields).length > 0;

async function save(
  { runtime, options }: Session,
  { plan, answer }: Outcome,
  world: World,
): Promise<{ artifacts: Artifact[]; fault: IdvError | undefined }> {
  if (options.saveDir === undefined || !plan.action || answer.kind !== 'result') return { artifacts: [], fault: undefined };
  const folder = { dir: options.saveDir, force: options.force === true, uuid: runtime.uuid };
  return saveArtifacts(plan.action, answer.fields, folder, runtime.fs, filesOver(world, plan.endpoint));
}

/** Waits until what `write` writes has arrived; whatever kept it from that comes back. */
async function outputFault({ runtime }: Session, write: () => void | Promise<void>): Promise<IdvError | undefined> {
  try {
    await write();
    await runtime.stdout.finish();
    return undefined;
  } catch (error) {
    return printingFault(error);
  }
}

/** One object for machines holds its files, so it is printed after them: until then this line has what counts. */
const sayEarly = ({ say }: Session, { verdict, requestId }: Result): void =>
  say(`${verdict === null ? 'answered' : `verdict ${verdict}`}, request id ${requestId ?? 'none'}; the files of the answer follow`, {
    verdict,
    requestId,
  });

/**
 * Prints a judged answer, saves what belongs into files, and answers with the exit code. The verdict is said before any file is fetched
 * or written: neither a stalled store nor a full disk nor a signal may cost a paid answer.
 */
export async function conclude(session: Session, outcome: Outcome, world: World): Promise<number> {
  const { options, vendor, output, progress } = session;
  const { plan, judged } = outcome;
  const bare = buildResult(vendor.name, outcome, []);
  Object.assign(progress, answerFacts(bare));
  for (const text of judged.notices) session.notice(text);
  const asked = { vendor, ...plan };
  const isText = output === 'text' && options.query === undefined;
  const files = hasFiles(session, outcome);
  const early =
    options.raw || isText ? await outputFault(session, () => (options.raw ? undefined : showResult(session, asked, bare))) : undefined;
  if (files && !isText) sayEarly(session, bare);
  const { artifacts, fault } = files ? await save(session, outcome, world) : { artifacts: [], fault: undefined };
  const result = { ...bare, artifacts };
  const late = early ?? (await outputFault(session, () => printRest(session, asked, result, isText)));
  const lost = late ?? fault;
  if (lost === undefined) return options.exitZero ? 0 : exitCodeOfVerdict(judged.verdict);
  const command = commandAfter(outcome, session) ?? (plan.action?.readOnly ? commandThatGoesOn(plan, session) : undefined);
  throw (await notKept(lost, { result, outcome, command }, session)).with({ docsUrl: pageOf(plan, vendor) });
}

/** What is left to print once the files are there: their names, or the one object. */
function printRest(session: Session, asked: Parameters<typeof showResult>[1], result: Result, isText: boolean): void | Promise<void> {
  if (session.options.raw) return;
  return isText ? showSaved(session, result.artifacts) : showResult(session, asked, result);
}
