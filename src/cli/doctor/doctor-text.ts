import type { HealthCheck, HealthReport } from '../../app/doctor/health-check.ts';
import { plural } from '../../core/text/printable.ts';

const words: Readonly<Record<HealthCheck['status'], string>> = {
  ok: 'ok',
  warning: 'warning',
  wrong: 'wrong',
  'not-checked': 'not checked',
};

const statusWidth = Math.max(...Object.values(words).map((word) => word.length));

/** One line per check, and one more for what to do. */
export function checkLines(checks: readonly HealthCheck[]): string {
  const width = Math.max(0, ...checks.map(({ subject }) => subject.length).filter((length) => length <= 40));
  const row = ({ status, subject, message, fix }: HealthCheck): string => {
    const hint = fix === null ? '' : `${' '.repeat(statusWidth)}  → ${fix}\n`;
    return `${words[status].padEnd(statusWidth)}  ${subject.padEnd(width)}  ${message}\n${hint}`;
  };
  return checks.map(row).join('');
}

function headline({ cause, checks }: HealthReport, titles: ReadonlyMap<string, string>): string {
  if (cause) {
    const title = cause.vendor === null ? undefined : titles.get(cause.vendor);
    const whose = title === undefined ? '' : `${title}, `;
    return `${whose}${cause.subject}: ${cause.message}\n${cause.fix === null ? '' : `→ ${cause.fix}\n`}`;
  }
  const count = (wanted: HealthCheck['status']): number => checks.filter(({ status }) => status === wanted).length;
  const warnings = count('warning');
  const missed = count('not-checked');
  const rest = [...(warnings > 0 ? [plural(warnings, 'warning')] : []), ...(missed > 0 ? [`${missed} not checked`] : [])];
  return `nothing wrong found${rest.length === 0 ? '' : ` (${rest.join(', ')})`}\n`;
}

/** The cause first, then one line per check: for this machine, then for each vendor. `titles` maps the vendors' names to their titles. */
export function doctorText(report: HealthReport, titles: ReadonlyMap<string, string>): string {
  const of = (vendor: string | null): HealthCheck[] => report.checks.filter((check) => check.vendor === vendor);
  const vendors = [...titles].filter(([name]) => of(name).length > 0);
  const sections = [checkLines(of(null)), ...vendors.map(([name, title]) => `${title}\n${checkLines(of(name))}`)];
  return [headline(report, titles), ...sections].join('\n');
}
