import type { Action } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { suggestions } from '../../core/text/suggest.ts';
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

/** By its name, or by the words of its command. */
function namedAction(words: readonly string[]): Action {
  const asked = words.join(' ').replace(/^idv /, '').toLowerCase();
  const found = allActions.find(({ name, command }) => asked === name.toLowerCase() || asked === command.join(' '));
  if (found) return found;
  const [meant] = suggestions(
    asked,
    allActions.flatMap(({ name, command }) => [name, command.join(' ')]),
  );
  throw new IdvError('usage', `there is no action '${words.join(' ').slice(0, 80)}' in the catalogue`, {
    code: 'unknown-action',
    hint: meant === undefined ? 'idv actions lists them; idv call sends any other' : `did you mean ${meant}? idv actions lists all`,
  });
}

export const showAction: Handler = async ({ runtime, options: raw, args }) => {
  const action = namedAction(args);
  const face = await faceOf(action);
  await printValue(runtime, face, () => actionText(face, Math.min(runtime.stdout.columns ?? 100, 110)), plainOptions(raw, runtime));
  return 0;
};
