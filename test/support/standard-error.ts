/** The lines of standard error with --json. Each line is an object. */
export const errorLines = (err: string): Record<string, Record<string, unknown>>[] =>
  err
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);

/** The error, which is on the last line. Undefined if the command did not fail. */
export const errorOf = (err: string): Record<string, unknown> | undefined => errorLines(err).at(-1)?.error;

/** The messages of the notices before the error. */
export const noticeTexts = (err: string): string[] => errorLines(err).flatMap(({ notice }) => (notice ? [String(notice.message)] : []));
