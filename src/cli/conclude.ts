import { type Artifact, saveArtifacts } from '../app/artifacts.ts';
import type { Plan } from '../app/plan.ts';
import { buildResult } from '../app/result.ts';
import type { Exchange } from '../app/send.ts';
import type { IdvError } from '../core/errors.ts';
import { exitCodeOfVerdict } from '../core/exit.ts';
import { judge } from '../core/judge/judge.ts';
import type { Judged } from '../core/judge/judged.ts';
import { isOwnHost } from '../core/own-host.ts';
import type { Line } from './line.ts';
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

async function save(
  { session, transport, options }: Line,
  { target }: Plan,
  made: Exchange,
): Promise<{ artifacts: Artifact[]; fault: IdvError | undefined }> {
  const { runtime, options: flags } = session;
  if (flags.saveDir === undefined || !target.action || made.answer.kind !== 'result') return { artifacts: [], fault: undefined };
  const folder = { dir: flags.saveDir, force: flags.force === true, uuid: runtime.uuid };
  return saveArtifacts(target.action, made.answer.fields, folder, runtime.fs, {
    transport,
    options,
    loopback: isOwnHost(target.endpoint),
  });
}

/** Prints a judged answer, saves what belongs into files, and answers with the exit code. */
export async function conclude(line: Line, plan: Plan, made: Exchange, judged: Judged): Promise<number> {
  const { options } = line.session;
  for (const text of judged.notices) line.session.notice(text);
  const { artifacts, fault } = await save(line, plan, made);
  if (!options.raw) await showResult(line.session, plan.target, buildResult(plan, made, judged, artifacts));
  // The verdict is printed first: a full disk must not cost a paid answer.
  if (fault) throw fault;
  return options.exitZero ? 0 : exitCodeOfVerdict(judged.verdict);
}

/** An answer that ends the command, whatever it says. */
export async function finish(line: Line, plan: Plan, made: Exchange): Promise<number> {
  const { session } = line;
  if (session.options.raw) session.runtime.stdout.write(made.response.body);
  return conclude(line, plan, made, await judgeExchange(session, plan, made));
}
