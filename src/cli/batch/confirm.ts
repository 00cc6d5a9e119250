import { createInterface } from 'node:readline/promises';
import { IdvError, problemsError, usageProblem } from '../../core/errors.ts';
import { meaningOfCategory } from '../../core/exit.ts';
import { grouped } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';

/** So many calls are made without asking. */
const unaskedCalls = 20;

/** Asks before many paid calls. Throws IdvError `usage` where nobody can be asked, and `interrupted` where the answer is no. */
export async function confirmCalls(calls: number, { yes, prompt }: { yes: boolean; prompt: boolean }, runtime: Runtime): Promise<void> {
  if (yes || calls <= unaskedCalls) return;
  const terminal = prompt ? runtime.terminal() : undefined;
  if (!terminal)
    throw problemsError([usageProblem('--yes', `is needed for ${grouped(calls)} calls, for nobody can be asked here`, 'add --yes')]);
  const asking = createInterface({ ...terminal, terminal: true });
  try {
    const answer = await asking.question(`make ${grouped(calls)} calls? [y/N] `, { signal: runtime.signal });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    asking.close();
  }
  throw new IdvError('interrupted', meaningOfCategory('interrupted'), { code: 'declined', hint: 'nothing was called' });
}
