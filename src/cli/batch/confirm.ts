import { createInterface } from 'node:readline/promises';
import { IdvError, problemsError, usageProblem } from '../../core/errors.ts';
import { meaningOfCategory } from '../../core/exit.ts';
import { plural } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';

/** This number of calls is made without asking. */
const callsWithoutAsking = 20;

interface Confirmation {
  yes: boolean;
  prompt: boolean;
  /** What is wrong with the journal: rows may have been called that it does not have, so idv asks even before a few calls. */
  doubt?: 'with a copied journal' | 'without the earlier journal' | undefined;
}

/**
 * Asks before many paid calls, and before any that may have been made elsewhere. Throws IdvError `usage` if there is no terminal, and
 * `interrupted` if the answer is no.
 */
export async function confirmCalls(calls: number, { yes, prompt, doubt }: Confirmation, runtime: Runtime): Promise<void> {
  if (yes || calls === 0 || (calls <= callsWithoutAsking && !doubt)) return;
  const terminal = prompt ? runtime.terminal() : undefined;
  if (!terminal)
    throw problemsError([
      usageProblem(
        '--yes',
        `is needed for ${plural(calls, 'call')}${doubt ? ` ${doubt}` : ''}: there is no terminal to ask at`,
        'add --yes',
      ),
    ]);
  const readline = createInterface({ ...terminal, terminal: true });
  try {
    const answer = await readline.question(`make ${plural(calls, 'call')}? [y/N] `, { signal: runtime.signal });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    readline.close();
  }
  throw new IdvError('interrupted', meaningOfCategory('interrupted'), { code: 'declined', hint: 'nothing was called' });
}
