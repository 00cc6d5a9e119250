/** The only import of commander: everything else takes it from here. */
export { Command, CommanderError, Option } from 'commander';
