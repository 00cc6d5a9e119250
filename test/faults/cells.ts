import { type Ending, endingOf, passing, repeated, well } from './expected.ts';
import { type Fault, faults } from './fault-table.ts';
import { type Kind, kinds, type Role } from './kinds.ts';
import type { Cell } from './run-cell.ts';

/** True if the fault is an error code of a service. */
const speaksOfCodes = ({ is }: Fault): boolean => is.startsWith('service');
const hasNoCodes: readonly Role[] = ['upload', 'file of a read', 'file of a paid call'];

/** A file store returns no code of a service, and each vendor has its own codes. So such a fault does not fit every request. */
const canMeet = (fault: Fault, { argv }: Kind, role: Role): boolean =>
  !speaksOfCodes(fault) || (!hasNoCodes.includes(role) && (fault.of === 'aliyun') === (argv[0] === 'vision'));

export const roleOf = ({ kind, step }: Cell): Role => kind.requests[step]?.role ?? 'read';

/** If several requests of a command have the same role, only the first is tested. */
const steps = ({ requests }: Kind): number[] =>
  requests.flatMap(({ role }, step) => (requests.findIndex((other) => other.role === role) === step ? [step] : []));

/** Every fault on every kind of request. A fault that can pass is also tested as one that is gone at the next request. */
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

export const nameOf = (cell: Cell): string => `${roleOf(cell)} (request ${cell.step + 1}): ${cell.fault.name}${cell.lasts ? '' : ', once'}`;
