import { IdvError, type Problem, usageProblem } from '../../core/errors.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { listOutcomes, type OutcomeRow } from '../../sandbox/controls/list-outcomes.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** `idv sandbox`: serves until it is interrupted, which is its ordinary end. */
export const serveSandbox: Handler = async ({ runtime, options: raw }) => {
  const problems: Problem[] = [];
  const port = Number(raw.port);
  if (raw.port === '' || !Number.isInteger(port) || port < 0 || port > 65535) {
    problems.push(usageProblem('--port', `does not take '${String(raw.port)}'`, '0 to 65535; 0 picks a free one'));
  }
  const plain = plainOptions({ ...raw, sandbox: true }, runtime, problems);
  const { outcome, query } = plain.options;
  const sandbox = await startSandbox({
    port,
    rateLimit: raw.rateLimit !== false,
    nowMs: runtime.nowMs,
    uuid: runtime.uuid,
    ...(outcome === undefined ? {} : { outcome }),
  });
  const facts = { url: sandbox.url, port: sandbox.port, id: sandboxCredentials.id, key: sandboxCredentials.secret };
  try {
    // On one line, for a script that reads the first and goes on.
    const text = (): string =>
      `sandbox on ${facts.url}\ncredentials for every vendor: ${facts.id} / ${facts.key}\nuse it: idv compare --image a.jpg --video b.mp4 --sandbox --endpoint ${facts.url}\njournal: ${facts.url}/_sandbox/requests\n`;
    if (plain.output === 'json' && query === undefined) runtime.stdout.write(`${JSON.stringify(facts)}\n`);
    else await printValue(runtime, facts, text, plain);
    await untilAborted(runtime.signal);
  } finally {
    await sandbox.close();
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

export const outcomesOfSandbox: Handler = async ({ runtime, options: raw }) => {
  const options = plainOptions(raw, runtime);
  const rows = await listOutcomes();
  if (rows.length === 0) throw new IdvError('internal', 'the sandbox knows no outcome', { code: 'no-outcomes' });
  await printValue(runtime, rows, () => textRows(rows), options);
  return 0;
};
