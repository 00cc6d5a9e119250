import { IdvError } from '../../core/errors.ts';
import { meaningOfCategory } from '../../core/exit.ts';
import type { Runtime } from '../../runtime.ts';

type Terminal = NonNullable<ReturnType<Runtime['terminal']>>;

/** Questions for a person at a terminal. Every one throws IdvError `interrupted` on Ctrl-C and Escape. */
export interface Asker {
  text(message: string, suggested?: string): Promise<string>;
  /** Shows a dot for each character. */
  secret(message: string): Promise<string>;
  choice(message: string, options: readonly { value: string; label: string }[]): Promise<string>;
}

/** The library is loaded only for a question, because few commands ask one. */
export async function openAsker({ input, output }: Terminal, signal: AbortSignal): Promise<Asker> {
  const { text, password, select, isCancel } = await import('@clack/prompts');
  const answered = (answer: string | symbol): string => {
    if (typeof answer === 'string' && !isCancel(answer)) return answer;
    throw new IdvError('interrupted', meaningOfCategory('interrupted'), { code: 'SIGINT', hint: 'nothing was written' });
  };
  const shared = { input, output, signal };
  const filled = (value: string | undefined) => (value === undefined || value.trim() === '' ? 'Please enter a value.' : undefined);
  return {
    async text(message, suggested) {
      const suggestion = suggested === undefined ? { validate: filled } : { placeholder: suggested, defaultValue: suggested };
      return answered(await text({ ...shared, message, ...suggestion }));
    },
    secret: async (message) => answered(await password({ ...shared, message, mask: '•', validate: filled })),
    choice: async (message, options) => answered(await select({ ...shared, message, options: [...options] })),
  };
}
