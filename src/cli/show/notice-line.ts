import { escapedJson } from '../../core/text/printable.ts';
import type { OutputStream } from '../../runtime.ts';

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
