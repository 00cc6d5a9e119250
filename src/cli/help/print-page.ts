import type { Runtime } from '../../runtime.ts';
import { painter, wantsColour } from '../show/format.ts';
import { layOut, type Section } from './layout.ts';
import { pageWidth } from './page-width.ts';

/** Prints a page for the width of the terminal; `colour` is false after --no-color. bin/idv.js uses it to print the pages of the build. */
export async function printPage(sections: readonly Section[], runtime: Pick<Runtime, 'stdout' | 'env'>, colour: boolean): Promise<void> {
  const paint = await painter(wantsColour(runtime.stdout, runtime.env, colour));
  runtime.stdout.write(layOut(sections, pageWidth(runtime), paint));
}
