import { join } from 'node:path';
import type { Action } from '../../core/declare/action.ts';
import { IdvError, type Problem, usageProblem } from '../../core/errors.ts';
import { sandboxCredentials, sandboxToken } from '../../core/sandbox-credentials.ts';
import { suggestions } from '../../core/text/suggest.ts';
import type { Runtime } from '../../runtime.ts';
import { listOutcomes, type OutcomeRow } from '../../sandbox/controls/list-outcomes.ts';
import { resolveOutcome } from '../../sandbox/outcomes/resolve-outcome.ts';
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** What a script needs to use the sandbox. */
interface SandboxFacts {
  url: string;
  port: number;
  id: string;
  key: string;
  token: string;
  /** Path of the certificate that a client must trust. Only with --tls. */
  ca?: string;
}

/** The first line can be read by a script. */
function factsText({ url, id, key, token, ca }: SandboxFacts): string {
  const lines = [
    `sandbox on ${url}`,
    `credentials for every vendor: ${id} / ${key}`,
    `session token, if the client wants a temporary key: ${token}`,
    `to use it: idv compare --image a.jpg --video b.mp4 --sandbox --endpoint ${url}`,
    `in a browser: ${url}/ shows the requests, and lets you choose the answers`,
    `journal: ${url}/_sandbox/requests`,
    ...(ca === undefined ? [] : [`for clients that know only the vendor's host: HTTPS_PROXY=${url}, and trust ${ca}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Writes the certificate into a new folder, which is removed at the end. */
async function writeCertificate({ caPem }: RunningSandbox, { fs, tempDir }: Runtime): Promise<{ ca?: string; remove(): Promise<void> }> {
  if (caPem === undefined) return { remove: async () => undefined };
  const folder = await fs.mkdtemp(join(tempDir, 'idv-sandbox-'));
  const ca = join(folder, 'ca.pem');
  await fs.writeFile(ca, caPem, { mode: 0o644 });
  return { ca, remove: () => fs.rm(folder, { recursive: true, force: true }) };
}

/** If the output is JSON, standard error has one JSON object per line. */
const logTo =
  ({ stderr }: Runtime, isJson: boolean) =>
  (line: string): void =>
    stderr.write(isJson ? `${JSON.stringify({ notice: { message: line } })}\n` : `${line}\n`);

function readPort(value: unknown): { port: number; problems: Problem[] } {
  const port = Number(value);
  const isValid = value !== '' && Number.isInteger(port) && port >= 0 && port <= 65535;
  return {
    port,
    problems: isValid ? [] : [usageProblem('--port', `'${String(value)}' is not valid`, 'use 0 to 65535; 0 picks a free port')],
  };
}

/** `idv sandbox`: serves until it is interrupted, which is its normal end. */
export const serveSandbox: Handler = async ({ runtime, options: raw }) => {
  const { port, problems } = readPort(raw.port);
  const plain = plainOptions({ ...raw, sandbox: true }, runtime, problems);
  const { outcome, query, verbose } = plain.options;
  const sandbox = await startSandbox({
    port,
    tls: raw.tls === true,
    rateLimit: raw.rateLimit !== false,
    nowMs: runtime.nowMs,
    uuid: runtime.uuid,
    ...(outcome === undefined ? {} : { outcome }),
    ...(verbose ? { log: logTo(runtime, plain.output === 'json') } : {}),
  });
  let remove = async (): Promise<void> => undefined;
  try {
    const written = await writeCertificate(sandbox, runtime);
    ({ remove } = written);
    const { id, secret: key } = sandboxCredentials;
    const facts: SandboxFacts = {
      url: sandbox.url,
      port: sandbox.port,
      id,
      key,
      token: sandboxToken,
      ...(written.ca ? { ca: written.ca } : {}),
    };
    if (plain.output === 'json' && query === undefined) runtime.stdout.write(`${JSON.stringify(facts)}\n`);
    else await printValue(runtime, facts, () => factsText(facts), plain);
    await untilAborted(runtime.signal);
  } finally {
    await sandbox.close();
    await remove();
  }
  return 0;
};

function textRows(rows: readonly OutcomeRow[]): string {
  const width = Math.max(...rows.map((row) => row.name.length));
  const line = (row: OutcomeRow): string => {
    const aliases = row.aliases.length > 0 ? ` (also: ${row.aliases.join(', ')})` : '';
    return `${row.name.padEnd(width)}  ${String(row.exitCode ?? '-').padStart(3)}  ${row.meaning}${aliases}\n`;
  };
  return `${'outcome'.padEnd(width)} exit  meaning\n${rows.map(line).join('')}`;
}

/** The action of a command (`faceid result`), or with this name. Throws IdvError `usage` if there is none. */
async function actionOf(words: readonly string[]): Promise<Action> {
  const wanted = words.join(' ');
  const action = allActions.find(({ command, name }) => command.join(' ') === wanted || name === wanted);
  if (action) return action;
  const close = suggestions(
    wanted,
    allActions.map(({ command }) => command.join(' ')),
  );
  const isOutcome = await resolveOutcome(wanted).then(
    () => true,
    () => false,
  );
  const other = close.length > 0 ? `did you mean ${close.join(' or ')}?` : 'idv actions lists the commands';
  throw new IdvError('usage', `there is no command '${wanted.slice(0, 80)}' that calls an action`, {
    code: 'unknown-command',
    hint: isOutcome ? `that is an outcome: choose it with --sandbox --outcome ${wanted}` : other,
  });
}

export const outcomesOfSandbox: Handler = async ({ runtime, options: raw, args }) => {
  const options = plainOptions(raw, runtime);
  const rows = await listOutcomes(args.length > 0 ? await actionOf(args) : undefined);
  if (rows.length === 0) throw new IdvError('internal', 'the sandbox has no outcome', { code: 'no-outcomes' });
  await printValue(runtime, rows, () => textRows(rows), options);
  return 0;
};
