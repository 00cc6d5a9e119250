import { CommanderError } from '../commander.ts';

/** The parser throws this instead of printing, so that only help loads the code for the layout of a page. */
export class HelpRequested extends CommanderError {
  /** The words of the command that the page is about. */
  readonly words: readonly string[];

  constructor(words: readonly string[]) {
    super(0, 'idv.help', 'help');
    this.words = words;
  }
}
