/** The only import of commander: everything else takes it from here. */
export { Command, CommanderError, Help, Option } from 'commander';
