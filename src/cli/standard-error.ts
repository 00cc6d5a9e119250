import type { OutputFormat } from '../core/setting-shape.ts';
import { escapedJson } from '../core/text/printable.ts';
import type { OutputStream, Runtime } from '../runtime.ts';

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

const opening = '{"notice":{';

/** A notice as one line of JSON: the sentence for people, and what a program wants of it. */
export const noticeLine = (message: string, facts: Readonly<Record<string, unknown>> = {}): string =>
  `${escapedJson(JSON.stringify({ notice: { message, ...facts } }))}\n`;

/**
 * Standard error where a program reads it: each write is one JSON object on one line, so that notices, traces and warnings of whoever
 * writes them are all alike. `isJson` is asked at every write: the settings may say it late.
 */
export function noticeStream(stream: OutputStream, isJson: () => boolean): OutputStream {
  return {
    write(data) {
      const text = typeof data === 'string' ? data : Buffer.from(data).toString();
      if (!isJson() || text.startsWith(opening)) return stream.write(data);
      const message = text.replace(/\n$/, '');
      if (message !== '') stream.write(noticeLine(message));
    },
    finish: () => stream.finish(),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
  };
}
