import { type Ending, endingOf, passing, repeated, well } from './expected.ts';
import { type Fault, faults } from './fault-table.ts';
import { type Kind, kinds, type Role } from './kinds.ts';
import type { Cell } from './run-cell.ts';

/** A store knows no codes of a service, and Alibaba Cloud has other codes and another shape. */
const speaksOfCodes = ({ is }: Fault): boolean => is.startsWith('service');
const hasNoCodes: readonly Role[] = ['upload', 'file of a read', 'file of a paid call'];

/** Files come as bytes: what is wrong with text is wrong with none of them. */
const canMeet = (fault: Fault, { argv }: Kind, role: Role): boolean =>
  !speaksOfCodes(fault) || (!hasNoCodes.includes(role) && (fault.of === 'aliyun') === (argv[0] === 'vision'));

export const roleOf = ({ kind, step }: Cell): Role => kind.requests[step]?.role ?? 'read';

/** Of requests of one role in one command, the first is enough. */
const steps = ({ requests }: Kind): number[] =>
  requests.flatMap(({ role }, step) => (requests.findIndex((other) => other.role === role) === step ? [step] : []));

/** Every fault at every kind of request; those that pass also once. */
export const cells: readonly Cell[] = kinds.flatMap((kind) =>
  steps(kind).flatMap((step) =>
    faults
      .filter((fault) => canMeet(fault, kind, kind.requests[step]?.role ?? 'read'))
      .flatMap((fault): Cell[] => {
        const passes = passing.includes(fault.is) && repeated.includes(kind.requests[step]?.role ?? 'paid');
        return [{ kind, step, fault, lasts: true }, ...(passes ? [{ kind, step, fault, lasts: false }] : [])];
      }),
  ),
);

export const expectedOf = (cell: Cell): Ending => (cell.lasts ? endingOf(cell.fault, roleOf(cell)) : well);

export const nameOf = (cell: Cell): string =>
  `${cell.kind.name}, ${roleOf(cell)} (request ${cell.step + 1}): ${cell.fault.name}${cell.lasts ? '' : ', once'}`;
