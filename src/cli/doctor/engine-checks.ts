import { inspectEngine } from '../../app/batch/engine/inspect-engine.ts';
import { checkEngine } from '../../app/doctor/check-engine.ts';
import { type HealthCheck, wrongCheck } from '../../app/doctor/health-check.ts';
import { IdvError } from '../../core/errors.ts';
import { engineUrl } from '../batch/engine/engine-url.ts';
import type { Invocation } from '../handler.ts';

/** Checks the engine of batches: whether it keeps what it confirms, and how fast it is. */
export async function engineChecks({ runtime, options, version }: Invocation): Promise<HealthCheck[]> {
  const { sleep, monotonicMs, nowMs, env } = runtime;
  const url = engineUrl(options.engine, env);
  try {
    return checkEngine(await inspectEngine(url, { sleep, monotonicMs, nowMs, version }), version);
  } catch (error) {
    if (!(error instanceof IdvError) || runtime.signal.aborted) throw error;
    const message = error.message.replace(/^--engine: /, '');
    return [wrongCheck({ id: 'engine', vendor: null, subject: 'engine' }, message, error.hint ?? null)];
  }
}
