import type { Outcome } from '../../app/call/call.ts';
import type { World } from '../../app/call/world.ts';
import { type Artifact, saveArtifacts } from '../../app/files/artifacts.ts';
import { filesOver } from '../../app/files/file-exchange.ts';
import { buildResult, type Result } from '../../app/result/result.ts';
import { IdvError } from '../../core/errors.ts';
import { exitCodeOfVerdict } from '../../core/exit.ts';
import type { Runtime } from '../../runtime.ts';
import type { Session } from '../flags/session.ts';
import { showResult } from '../show/show.ts';

async function save(
  { runtime, options }: Session,
  { plan, answer }: Outcome,
  world: World,
): Promise<{ artifacts: Artifact[]; fault: IdvError | undefined }> {
  if (options.saveDir === undefined || !plan.action || answer.kind !== 'result') return { artifacts: [], fault: undefined };
  const folder = { dir: options.saveDir, force: options.force === true, uuid: runtime.uuid };
  return saveArtifacts(plan.action, answer.fields, folder, runtime.fs, filesOver(world, plan.endpoint));
}

/** Waits until what `write` writes has arrived; what could not be written comes back, and any other fault is thrown. */
async function outputFault({ stdout }: Runtime, write: () => void | Promise<void>): Promise<IdvError | undefined> {
  try {
    await write();
    await stdout.finish();
    return undefined;
  } catch (error) {
    if (error instanceof IdvError && error.category === 'output') return error;
    throw error;
  }
}

/** A part of an answer that could not be kept. The verdict was made, and is said here too. */
function notKept(fault: IdvError, { verdict, requestId, billed }: Result, readOnly: boolean): IdvError {
  const again = readOnly ? 'it is safe to ask for the result again' : 'do not run the command again for this: it would be paid for again';
  const said = `${verdict === null ? 'the answer came' : `the verdict was ${verdict}`}; ${again}`;
  return fault.with({ hint: fault.hint === undefined ? said : `${fault.hint}; ${said}`, requestId: requestId ?? undefined, billed });
}

/** Saves what belongs into files, prints a judged answer, and answers with the exit code. */
export async function conclude(session: Session, outcome: Outcome, world: World): Promise<number> {
  const { options, vendor, runtime } = session;
  const { plan, judged } = outcome;
  for (const text of judged.notices) session.notice(text);
  const { artifacts, fault } = await save(session, outcome, world);
  const result = buildResult(vendor.name, outcome, artifacts);
  const unwritten = await outputFault(runtime, () => {
    if (!options.raw) return showResult(session, { vendor, ...plan }, result);
  });
  // The verdict is printed first: a full disk must not cost a paid answer.
  const lost = unwritten ?? fault;
  if (lost) throw notKept(lost, result, plan.action?.readOnly === true);
  return options.exitZero ? 0 : exitCodeOfVerdict(judged.verdict);
}
