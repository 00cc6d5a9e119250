import { plural, withCommas } from '../../../core/text/printable.ts';
import type { Report } from '../report.ts';
import { confidenceOf } from '../wording.ts';
import { escapedMarkup, tag } from './markup.ts';

/** The program and command that made the page. */
export interface Maker {
  version: string;
  /** The words after `idv`. The page names no file. */
  argv: readonly string[];
}

/** The page contains no file names, because they may contain names of people. */
function shownCommand(argv: readonly string[], report: Report): string {
  const flagWithFile = ['--html', '--curve', '--genuine', '--impostor', '--baseline', '--config-file'];
  const words = argv.map((word, index) => {
    const [name, value] = word.split('=', 2);
    if (flagWithFile.includes(argv[index - 1] ?? '')) return 'FILE';
    if (value !== undefined && flagWithFile.includes(name ?? '')) return `${name}=FILE`;
    const isPlain = word.startsWith('-') || word === 'eval' || (argv[index - 1] ?? '').startsWith('--') || /^[\d.,e%/+-]+$/i.test(word);
    return isPlain && !report.input.files.some((file) => file.name === word) ? word : 'RESULTS';
  });
  return ['idv', ...words].map((word) => (/[\s<>|&;'"$`\\]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word)).join(' ');
}

/** Everything that is needed to make the page again, and to understand its figures. */
export function provenance(report: Report, { version, argv }: Maker): string {
  const { settings, input } = report;
  const entries: [string, string][] = [
    ['made by', `idv ${version}`],
    ['command', shownCommand(argv, report)],
    ['input', input.files.map(({ rows, sha256 }) => `${plural(rows, 'row')}, SHA-256 ${sha256}`).join('; ')],
    ['accepts', settings.accepts],
    [
      'intervals',
      `${confidenceOf(settings.confidence)}, two-sided; “at most” is one-sided. Clopper-Pearson; if people are in several rows, the outer bounds of that and of a bootstrap over people`,
    ],
    ['bootstrap', `${withCommas(settings.resamples)} resamples, ${settings.generator}, seed ${settings.seed}`],
    ['terms', 'FMR and FNMR over rows with a score, FAR and FRR over all finished rows; APCER by species; BPCER over answers of liveness'],
  ];
  return tag(
    'footer',
    {},
    tag('h2', {}, 'How this was made'),
    tag(
      'dl',
      {},
      ...entries.map(
        ([term, text]) =>
          `${tag('dt', {}, escapedMarkup(term))}${tag('dd', {}, tag(term === 'command' ? 'code' : 'span', {}, escapedMarkup(text)))}`,
      ),
    ),
  );
}
