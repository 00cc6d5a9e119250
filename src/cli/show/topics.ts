import { failureTable, verdictTable } from '../../core/exit.ts';
import { vendors } from '../../vendors/registry.ts';
import { globalFlags } from '../flags/global-flags.ts';

function exitCodes(): string {
  const row = (code: number, name: string, ...rest: string[]): string =>
    [`  ${String(code).padStart(3)}`, name.padEnd(11), ...rest].join('  ');
  return [
    'Verdicts',
    ...verdictTable.map(({ exitCode, verdict, meaning }) => row(exitCode, verdict, meaning)),
    '',
    'Failures, and whether it is safe to repeat the command as it is',
    ...failureTable.map(({ exitCode, category, repeat, meaning }) => row(exitCode, category, (repeat ? 'yes' : 'no').padEnd(3), meaning)),
    '',
    'Exit 1 is never used. --exit-zero makes every verdict exit 0.',
    '',
  ].join('\n');
}

function flags(): string {
  const groups = [...new Set(globalFlags.map((flag) => flag.group))];
  const lines = groups.flatMap((group) => [
    `${group}:`,
    ...globalFlags
      .filter((flag) => flag.group === group)
      .map((flag) => `  ${flag.flags.padEnd(30)}  ${flag.help}${flag.choices ? ` (${flag.choices.join(', ')})` : ''}`),
    '',
  ]);
  return lines.join('\n');
}

function hosts(): string {
  const width = Math.max(...vendors.flatMap((vendor) => vendor.hosts.map(({ host }) => host.length)));
  const blocks = vendors.map((vendor) =>
    [vendor.name, ...vendor.hosts.map(({ host, serves }) => `  ${host.padEnd(width)}  ${serves}`), '', ''].join('\n'),
  );
  return `${blocks.join('')}The API is the same behind every host of a product.\n--endpoint chooses the host; --region is a part of the request.\n`;
}

/** What `idv help TOPIC` prints besides the help of commands. */
export const topics: Readonly<Record<string, () => string>> = { 'exit-codes': exitCodes, flags, hosts };
