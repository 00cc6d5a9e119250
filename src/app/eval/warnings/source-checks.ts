import { plural } from '../../../core/text/printable.ts';
import { type DataCheck, sentenceIf } from './check.ts';

/** Checks of the origin of the rows. */
export const sourceChecks: readonly DataCheck[] = [
  {
    code: 'sandbox-rows',
    says: ({ evaluation: { sandboxRows } }) =>
      sentenceIf(
        sandboxRows,
        () => `${plural(sandboxRows, 'row is', 'rows are')} from the sandbox: no face was compared, so they meet no limit`,
      ),
  },
  {
    code: 'duplicate-pairs',
    says: ({ inputRows: { setAside } }) =>
      sentenceIf(
        setAside.duplicates,
        () => `${plural(setAside.duplicates, 'row repeats', 'rows repeat')} the files of another: each pair counts once`,
      ),
  },
  {
    code: 'differing-answers',
    says: ({ inputRows: { setAside } }) =>
      sentenceIf(
        setAside.differing,
        () =>
          `${plural(setAside.differing, 'repeat has', 'repeats have')} an answer that differs from the first for the same files: the service is not consistent`,
      ),
  },
  {
    code: 'same-file-twice',
    says: ({ inputRows: { setAside } }) =>
      sentenceIf(
        setAside.sameFile,
        () =>
          `${plural(setAside.sameFile, 'genuine row compares', 'genuine rows compare')} a file with itself: that measures nothing, left out`,
      ),
  },
  {
    code: 'missing-rows',
    says: ({ inputRows: { missingRows } }) =>
      sentenceIf(
        missingRows,
        () =>
          `${plural(missingRows, 'row of the batch is', 'rows of the batch are')} not in these files: the figures of the others may look too good`,
      ),
  },
  {
    code: 'several-regions',
    says: ({ inputRows: { regions } }) =>
      sentenceIf(regions.length > 1, () => `the rows come from ${regions.length} regions, which may run different models`),
  },
];
