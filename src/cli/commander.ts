/** The only import of commander; all other files import it from here. */
export { Command, CommanderError, Help, Option } from 'commander';
