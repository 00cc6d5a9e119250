import { declaredVendors } from '../../vendors/catalogue.ts';
import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';

export const doctorRow: CommandRow = {
  words: ['doctor'],
  summary: 'Check the set-up: files, key, network, clock, and a signed call that changes nothing',
  args: [{ name: '[vendor]', help: `${declaredVendors.map(({ name }) => name).join(' or ')}; without it, every vendor that has a key` }],
  options: () => [new Option('--engine <url>', 'also check the engine of batches (default: IDV_ENGINE)')],
  examples: [
    'idv doctor',
    `idv doctor ${declaredVendors[0].name} --json`,
    'idv doctor --sandbox --outcome forbidden',
    'idv doctor --engine postgres://idv@db/idv',
  ],
  opensSession: true,
  globals: ['profile', 'region', 'endpoint', 'timeout', 'connect-timeout', 'config-file', 'save-dir', 'sandbox', 'outcome', 'dry-run'],
  epilogue: () =>
    'The first line names the cause and what to do about it. Exit 40 if something is wrong. The output contains no secret, so you can paste it into a ticket.',
  load: async () => (await import('../commands/doctor.ts')).runDoctor,
};
