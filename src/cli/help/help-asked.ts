import { CommanderError } from '../commander.ts';

/** Thrown by the parser in place of printing: a page is laid out by code that only help loads. */
export class HelpAsked extends CommanderError {
  /** Of the command that the page is about. */
  readonly words: readonly string[];

  constructor(words: readonly string[]) {
    super(0, 'idv.help', 'help');
    this.words = words;
  }
}
