import { cells, expectedOf, roleOf } from './cells.ts';
import { endingOf } from './expected.ts';
import { faults } from './fault-table.ts';
import type { Role } from './kinds.ts';

const roles: readonly [Role, string][] = [
  ['paid', 'paid call'],
  ['issue', 'issuing a token'],
  ['read', 'reading'],
  ['poll', '`result --wait`'],
  ['poll after issue', '`token --wait`, after the token'],
  ['grant', 'asking where to upload'],
  ['upload', 'upload'],
  ['file of a read', 'file of a result'],
  ['file of a paid call', 'file of a paid call'],
];

const billed = { true: 'billed', false: 'not billed', null: '' } as const;

const cellText = (fault: (typeof faults)[number], role: Role): string => {
  const { exitCode, retryable, billed: bill } = endingOf(fault, role);
  const notes = [retryable ? 'repeat' : '', billed[`${bill}`]].filter((note) => note !== '');
  return exitCode === 0 ? '0' : `${exitCode}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
};

const rows = (): string[] =>
  faults.map((fault) => {
    const met = (role: Role): boolean => cells.some((cell) => cell.fault === fault && roleOf(cell) === role);
    return `| ${fault.name} | ${roles.map(([role]) => (met(role) ? cellText(fault, role) : '–')).join(' | ')} |`;
  });

/** docs/reliability.md, out of the same tables that the tests run. */
export function reliabilityPage(): string {
  const once = cells.filter(({ lasts }) => !lasts).length;
  const well = cells.filter((cell) => expectedOf(cell).exitCode === 0).length;
  return `# What happens when something goes wrong

Every row below is run by \`test/faults\` against a real TCP server: ${cells.length} cells of a fault and a kind of request, ${once} of them with a
fault that is over at the second try, ${well} that end well. In every cell:

- a call that is paid, or that issues a token, reaches the service once, and never again after that, unless the service itself said that it did nothing;
- the exit code, \`retryable\`, \`billed\` and \`requestId\` are those of the table and of the answer;
- a verdict that came is on standard output or standard error;
- with \`--json\`, standard error is one JSON object on each line, the error last, with a hint and the vendor's page;
- no secret, no face and no half of a file is left anywhere;
- time is virtual: the command ends as soon as its own time-out has passed.

\`test/faults/local-faults.test.ts\` does the same with full disks, closed outputs and faults in printing: they end in 24, with the verdict and the
request id on standard error, and the answer to a paid call is kept.

The number is the exit code (\`idv help exit-codes\`). "repeat" stands where the same command may be run again, "not billed"
and "billed" where that is known. The fault is one that stays.

| fault | ${roles.map(([, name]) => name).join(' | ')} |
| --- |${roles.map(() => ' --- |').join('')}
${rows().join('\n')}
`;
}
