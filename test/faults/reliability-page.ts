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

/** The text of docs/reliability.md, from the tables that the tests use. */
export function reliabilityPage(): string {
  const once = cells.filter(({ lasts }) => !lasts).length;
  const well = cells.filter((cell) => expectedOf(cell).exitCode === 0).length;
  return `# What happens when something goes wrong

Every row below is run by \`test/faults\` against a real TCP server: ${cells.length} combinations of a fault and a kind of request, ${once} of them with a
fault that is gone at the second try, ${well} that succeed. For every combination:

- a call that is paid, or that issues a token, reaches the service once, and is not sent again unless the service itself said that it did nothing;
- the exit code, \`retryable\`, \`billed\` and \`requestId\` match the table and the answer;
- if there was a verdict, it is on standard output or standard error;
- with \`--json\`, standard error is one JSON object on each line, the error last, with a hint and the vendor's page;
- no secret, no face and no partial file is left anywhere;
- time is virtual: the command ends as soon as its own time-out has passed.

\`test/faults/local-faults.test.ts\` does the same with full disks, closed outputs and faults in printing. They exit with 24, the verdict and the request id are on standard error, and the answer to a paid call is saved.

The number is the exit code (\`idv help exit-codes\`). "repeat" means that the same command may be run again; "not billed" and "billed" are shown if that is known. The fault in this table is permanent.

| fault | ${roles.map(([, name]) => name).join(' | ')} |
| --- |${roles.map(() => ' --- |').join('')}
${rows().join('\n')}
`;
}
