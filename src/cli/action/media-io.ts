import { shownLines } from '../../core/text/printable.ts';
import { maxInputBytes } from '../../media/check.ts';
import type { MediaIo } from '../../media/read/load.ts';
import { readBounded } from '../../media/read/source.ts';
import type { Runtime } from '../../runtime.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { mediaLine } from '../flags/verbose.ts';

/** How a command reads its files; --verbose tells what they are. */
export const mediaIo = ({ fs, readStdin, stderr }: Runtime, { verbose, debug }: Pick<GlobalOptions, 'verbose' | 'debug'>): MediaIo => ({
  readFile: (path) => readBounded(path, maxInputBytes, fs),
  stat: fs.stat,
  readStdin,
  ...(verbose || debug ? { loaded: (media) => stderr.write(`${shownLines(mediaLine(media))}\n`) } : {}),
});
