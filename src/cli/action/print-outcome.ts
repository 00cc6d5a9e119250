import type { Outcome, OutcomeWithResult } from '../../app/call/call.ts';
import { pageOf } from '../../app/call/failed-call.ts';
import type { World } from '../../app/call/world.ts';
import { type Artifact, saveArtifacts } from '../../app/files/artifacts.ts';
import { fileTransportFor } from '../../app/files/file-exchange.ts';
import { keepAnswer } from '../../app/files/keep-answer.ts';
import { mediaLeaves, type Result } from '../../app/result/result.ts';
import { IdvError } from '../../core/errors.ts';
import { exitCodeOfVerdict } from '../../core/exit.ts';
import type { Session } from '../flags/session.ts';
import { showResult, showSaved } from '../show/show-result.ts';
import { continuingCommand, continuingCommandAfter } from './continuing-command.ts';

/** Turns any error while printing into one that says so: a query that does not fit the answer, a full device, a bug in idv. */
function printingError(error: unknown): IdvError {
  if (error instanceof IdvError && error.category === 'output') return error;
  if (error instanceof IdvError) return error.as('output');
  const what = error instanceof Error ? error.name : typeof error;
  return new IdvError('output', `the result could not be printed (${what})`, { code: 'print-failed', hint: 'report it', cause: error });
}

const verdictWords = ({ verdict }: Result): string => (verdict === null ? 'there was an answer' : `the verdict was ${verdict}`);

/** What is known about the answer, for a failure that does not know it. */
const answerFacts = (result: Result) => ({
  hint: verdictWords(result),
  requestId: result.requestId ?? undefined,
  billed: result.billed,
});

/**
 * The error for a part of an answer that could not be saved. The verdict exists, and is repeated here. The answer to a paid call is saved
 * unchanged, because it cannot be requested again. `command` asks for the result of an issued token.
 */
async function notKeptError(
  error: IdvError,
  { result, outcome, command }: { result: Result; outcome: Outcome; command: string | undefined },
  { options, runtime }: Session,
): Promise<IdvError> {
  const readOnly = outcome.plan.action?.readOnly === true;
  const kept = readOnly ? undefined : await keepAnswer(outcome.response, options.saveDir, runtime);
  const reading = command === undefined ? 'it is safe to ask for the result again' : `\`${command}\` asks for it again`;
  const paying = 'do not run the command again because of this: it would be paid for again';
  const parts = [
    error.hint,
    verdictWords(result),
    ...(kept === undefined ? [] : [`the unchanged answer is in ${kept}`]),
    readOnly ? reading : command === undefined ? paying : `do not run the command again because of this; ${reading}`,
  ];
  const { requestId, billed } = answerFacts(result);
  return error.with({ hint: parts.filter((part) => part !== undefined).join('; '), requestId, billed, retryable: false });
}

/** True if the answer has files and the user wants them. */
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
  return saveArtifacts(plan.action, answer.fields, folder, runtime.fs, fileTransportFor(world, plan.endpoint));
}

/** Waits until the output of `write` has arrived, and returns the error if it did not. */
async function outputError({ runtime }: Session, write: () => void | Promise<void>): Promise<IdvError | undefined> {
  try {
    await write();
    await runtime.stdout.finish();
    return undefined;
  } catch (error) {
    return printingError(error);
  }
}

/** The JSON object contains its files, so it is printed after them. Until then this line has the important facts. */
const sayVerdictEarly = ({ say }: Session, { verdict, requestId }: Result): void =>
  say(`${verdict === null ? 'answered' : `verdict ${verdict}`}, request id ${requestId ?? 'none'}; the files of the answer follow`, {
    verdict,
    requestId,
  });

/**
 * Prints a judged answer, saves what belongs into files, and answers with the exit code. The verdict is printed before any file is
 * downloaded or written, so that a slow storage, a full disk or a signal cannot lose a paid answer.
 */
export async function printOutcome(
  session: Session,
  { outcome, result: resultWithoutFiles }: OutcomeWithResult,
  world: World,
): Promise<number> {
  const { options, vendor, output, progress } = session;
  const { plan, judged } = outcome;
  Object.assign(progress, answerFacts(resultWithoutFiles));
  for (const text of judged.notices) session.notice(text);
  const maskedCall = { vendor, ...plan };
  const isText = output === 'text' && options.query === undefined;
  const files = hasFiles(session, outcome);
  const firstPrintError =
    options.raw || isText
      ? await outputError(session, () => (options.raw ? undefined : showResult(session, maskedCall, resultWithoutFiles)))
      : undefined;
  if (files && !isText) sayVerdictEarly(session, resultWithoutFiles);
  const { artifacts, fault } = files ? await save(session, outcome, world) : { artifacts: [], fault: undefined };
  const result = { ...resultWithoutFiles, artifacts };
  const printError = firstPrintError ?? (await outputError(session, () => printRest(session, maskedCall, result, isText)));
  const error = printError ?? fault;
  if (error === undefined) return options.exitZero ? 0 : exitCodeOfVerdict(judged.verdict);
  const command = continuingCommandAfter(outcome, session) ?? (plan.action?.readOnly ? continuingCommand(plan, session) : undefined);
  throw (await notKeptError(error, { result, outcome, command }, session)).with({ docsUrl: pageOf(plan, vendor) });
}

/** Prints the rest once the files are there: their names, or the JSON object. */
function printRest(session: Session, maskedCall: Parameters<typeof showResult>[1], result: Result, isText: boolean): void | Promise<void> {
  if (session.options.raw) return;
  return isText ? showSaved(session, result.artifacts) : showResult(session, maskedCall, result);
}
