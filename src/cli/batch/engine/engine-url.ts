import { problemsError, usageProblem } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';

/** The URL of the engine: `--engine`, or IDV_ENGINE. Throws IdvError `usage`; the URL may contain a password, and is never shown. */
export function engineUrl(given: unknown, env: Runtime['env']): string {
  const url = typeof given === 'string' ? given : (env.IDV_ENGINE ?? '');
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  const what = url === '' ? 'is missing' : 'is not a PostgreSQL URL';
  throw problemsError([usageProblem('--engine', what, 'for example postgres://idv@db/idv, or set IDV_ENGINE')]);
}
