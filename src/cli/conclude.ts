import { type Artifact, saveArtifacts } from '../app/artifacts.ts';
import type { Plan } from '../app/plan.ts';
import { buildResult, type Result } from '../app/result.ts';
import type { Exchange } from '../app/send.ts';
import { IdvError } from '../core/errors.ts';
import { exitCodeOfVerdict } from '../core/exit.ts';
import { judge } from '../core/judge/judge.ts';
import type { Judged } from '../core/judge/judged.ts';
import type { Runtime } from '../runtime.ts';
import { filesOver, type Line } from './line.ts';
import type { Session } from './session.ts';
import { showResult } from './show.ts';

/** Throws where the answer is no verdict. */
export async function judgeExchange({ options }: Session, { target, values, required }: Plan, made: Exchange): Promise<Judged> {
  const codes = await target.provider.loadCodes();
  return judge(made.answer, {
    action: target.action ?? { name: target.actionName },
    codes,
    isKnown: target.action !== undefined,
    threshold: options.threshold,
    required: [...required, ...(options.expect ?? [])],
    values,
  });
}

async function save(line: Line, { target }: Plan, made: Exchange): Promise<{ artifacts: Artifact[]; fault: IdvError | undefined }> {
  const { runtime, options: flags } = line.session;
  if (flags.saveDir === undefined || !target.action || made.answer.kind !== 'result') return { artifacts: [], fault: undefined };
  const folder = { dir: flags.saveDir, force: flags.force === true, uuid: runtime.uuid };
  return saveArtifacts(target.action, made.answer.fields, folder, runtime.fs, filesOver(line, target.endpoint));
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

/** Prints a judged answer, saves what belongs into files, and answers with the exit code. */
export async function conclude(line: Line, plan: Plan, made: Exchange, judged: Judged): Promise<number> {
  const { options, runtime } = line.session;
  for (const text of judged.notices) line.session.notice(text);
  const { artifacts, fault } = await save(line, plan, made);
  const result = buildResult(plan, made, judged, artifacts);
  const unwritten = await outputFault(runtime, () => {
    if (!options.raw) return showResult(line.session, plan.target, result);
  });
  // The verdict is printed first: a full disk must not cost a paid answer.
  const lost = unwritten ?? fault;
  if (lost) throw notKept(lost, result, plan.target.action?.readOnly === true);
  return options.exitZero ? 0 : exitCodeOfVerdict(judged.verdict);
}

/** An answer that ends the command, whatever it says. */
export async function finish(line: Line, plan: Plan, made: Exchange): Promise<number> {
  const { session } = line;
  const { runtime, options } = session;
  // Kept by the stream, and thrown once there is a verdict to tell.
  if (options.raw) await outputFault(runtime, () => runtime.stdout.write(made.response.body));
  return conclude(line, plan, made, await judgeExchange(session, plan, made));
}
