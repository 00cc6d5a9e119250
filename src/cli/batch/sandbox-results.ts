import type { RowBody } from '../../app/batch/run/row-body.ts';
import type { Runtime } from '../../runtime.ts';
import { sayingNoFace } from '../flags/open-world.ts';

/**
 * Says once, even with --quiet, that no face was compared, if a saved result is from a sandbox. `isSaid` is true if the user was already
 * told.
 */
export function sandboxTeller({ stderr }: Pick<Runtime, 'stderr'>, isSaid: () => boolean): (body: RowBody) => void {
  let said = false;
  return ({ sandbox }) => {
    if (sandbox !== true || said || isSaid()) return;
    said = true;
    stderr.write(sayingNoFace);
  };
}
