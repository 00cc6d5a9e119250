import type { Outcome } from '../../app/call/call.ts';
import type { World } from '../../app/call/world.ts';
import { type Artifact, saveArtifacts } from '../../app/files/artifacts.ts';
import { buildResult } from '../../app/result/result.ts';
import type { IdvError } from '../../core/errors.ts';
import { exitCodeOfVerdict } from '../../core/exit.ts';
import { isOwnHost } from '../../core/own-host.ts';
import type { Session } from '../flags/session.ts';
import { showResult } from '../show/show.ts';

async function save(
  { runtime, options }: Session,
  { plan, answer }: Outcome,
  { transport, sendOptions }: World,
): Promise<{ artifacts: Artifact[]; fault: IdvError | undefined }> {
  if (options.saveDir === undefined || !plan.action || answer.kind !== 'result') return { artifacts: [], fault: undefined };
  const folder = { dir: options.saveDir, force: options.force === true, uuid: runtime.uuid };
  const files = { transport, options: sendOptions, loopback: isOwnHost(plan.endpoint) };
  return saveArtifacts(plan.action, answer.fields, folder, runtime.fs, files);
}

/** Saves what belongs into files, prints a judged answer, and answers with the exit code. */
export async function conclude(session: Session, outcome: Outcome, world: World): Promise<number> {
  const { options, provider } = session;
  const { plan, judged } = outcome;
  for (const text of judged.notices) session.notice(text);
  const { artifacts, fault } = await save(session, outcome, world);
  if (!options.raw) await showResult(session, { provider, ...plan }, buildResult(provider.name, outcome, artifacts));
  // The verdict is printed first: a full disk must not cost a paid answer.
  if (fault) throw fault;
  return options.exitZero ? 0 : exitCodeOfVerdict(judged.verdict);
}
