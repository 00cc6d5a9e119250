import type { Action } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { findVendor } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { type ActionFace, actionFace } from '../catalogue/action-face.ts';
import { actionText } from '../catalogue/action-text.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';

async function faceOf(action: Action): Promise<ActionFace> {
  const vendor = findVendor(action.vendor) as Vendor;
  return actionFace(action, vendor, await vendor.loadCodes());
}

export const listActions: Handler = async ({ runtime, options: raw }) => {
  const options = plainOptions(raw, runtime);
  const faces = await Promise.all(allActions.map(faceOf));
  const width = Math.max(...faces.map(({ name }) => name.length));
  const rows = faces.map(({ name, command, summary }) => `${name.padEnd(width)}  ${command}\n${' '.repeat(width)}  ${summary}\n`);
  await printValue(runtime, faces, () => rows.join(''), options);
  return 0;
};

export const showAction: Handler = async ({ runtime, options: raw, args }) => {
  const [name = ''] = args;
  const action = allActions.find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (!action) {
    throw new IdvError('usage', `there is no action '${name}' in the catalogue`, {
      code: 'unknown-action',
      hint: 'idv actions lists them; idv call sends any other',
    });
  }
  const face = await faceOf(action);
  await printValue(runtime, face, () => actionText(face, Math.min(runtime.stdout.columns ?? 100, 110)), plainOptions(raw, runtime));
  return 0;
};
