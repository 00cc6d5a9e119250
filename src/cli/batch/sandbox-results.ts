import type { RowBody } from '../../app/batch/run/row-body.ts';
import type { Runtime } from '../../runtime.ts';
import { sayingNoFace } from '../flags/open-world.ts';

/** Says once that no face was compared, whatever --quiet says, where a result that was kept is told and a sandbox gave it. */
export function sandboxTeller({ stderr }: Pick<Runtime, 'stderr'>, isTold: () => boolean): (body: RowBody) => void {
  let told = false;
  return ({ sandbox }) => {
    if (sandbox !== true || told || isTold()) return;
    told = true;
    stderr.write(sayingNoFace);
  };
}
