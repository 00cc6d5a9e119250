/** What stands on standard error with --json: an object on each line. */
export const errorLines = (err: string): Record<string, Record<string, unknown>>[] =>
  err
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);

/** The error, which is the last of them; undefined where the command did not fail. */
export const errorOf = (err: string): Record<string, unknown> | undefined => errorLines(err).at(-1)?.error;

/** The sentences before it. */
export const noticeTexts = (err: string): string[] => errorLines(err).flatMap(({ notice }) => (notice ? [String(notice.message)] : []));
