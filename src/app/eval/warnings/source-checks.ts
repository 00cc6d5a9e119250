import { plural } from '../wording.ts';
import { type DataCheck, where } from './check.ts';

/** Where the rows come from. */
export const sourceChecks: readonly DataCheck[] = [
  {
    code: 'sandbox-rows',
    says: ({ evaluation: { sandboxRows } }) =>
      where(
        sandboxRows,
        () => `${plural(sandboxRows, 'row is', 'rows are')} from the sandbox: no face was compared, and no limit is met by them`,
      ),
  },
  {
    code: 'duplicate-pairs',
    says: ({ intake: { setAside } }) =>
      where(
        setAside.duplicates,
        () => `${plural(setAside.duplicates, 'row repeats', 'rows repeat')} the files of another: each pair counts once`,
      ),
  },
  {
    code: 'differing-answers',
    says: ({ intake: { setAside } }) =>
      where(
        setAside.differing,
        () =>
          `${plural(setAside.differing, 'repeat has', 'repeats have')} another answer than the first for the same files: the service is not steady`,
      ),
  },
  {
    code: 'same-file-twice',
    says: ({ intake: { setAside } }) =>
      where(
        setAside.sameFile,
        () =>
          `${plural(setAside.sameFile, 'genuine row compares', 'genuine rows compare')} a file with itself: that measures nothing, left out`,
      ),
  },
  {
    code: 'missing-rows',
    says: ({ intake: { missingRows } }) =>
      where(
        missingRows,
        () => `${plural(missingRows, 'row of the batch is', 'rows of the batch are')} not in these files: what is left may flatter`,
      ),
  },
  {
    code: 'several-regions',
    says: ({ intake: { regions } }) =>
      where(regions.length > 1, () => `the rows are of ${regions.length} regions, which may run different models`),
  },
];
