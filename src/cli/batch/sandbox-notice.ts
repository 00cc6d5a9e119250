import type { RowBody } from '../../app/batch/run/row-body.ts';
import type { Runtime } from '../../runtime.ts';
import { noFaceComparedNotice } from '../flags/open-world.ts';

/**
 * Says once, even with --quiet, that no face was compared, if a saved result is from a sandbox. `wasPrinted` is true if the notice was
 * printed before.
 */
export function sandboxNotice({ stderr }: Pick<Runtime, 'stderr'>, wasPrinted: () => boolean): (body: RowBody) => void {
  let isPrinted = false;
  return ({ sandbox }) => {
    if (sandbox !== true || isPrinted || wasPrinted()) return;
    isPrinted = true;
    stderr.write(noFaceComparedNotice);
  };
}
