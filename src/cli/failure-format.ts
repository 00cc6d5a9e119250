import type { OutputFormat } from '../core/setting-shape.ts';
import type { Runtime } from '../runtime.ts';

/** How a failure, and what is said before it, is written to standard error. */
export interface FailureFormat {
  json: boolean;
  colour: boolean;
}

/** What the parser had read when the command failed; it takes the flags of every command before it looks at any other. */
export interface ReadSoFar {
  json?: boolean;
  output?: string;
  color?: boolean;
  debug?: boolean;
}

/** `configured` is what the settings came to, once there were any. */
export const failureFormat = (
  { json, output, color }: ReadSoFar,
  configured: OutputFormat | undefined,
  env: Runtime['env'],
): FailureFormat => ({
  json: json === true || (output ?? configured ?? env.IDV_OUTPUT) === 'json',
  colour: color !== false,
});
