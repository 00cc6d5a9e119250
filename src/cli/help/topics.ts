import { failureTable, verdictTable } from '../../core/exit.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import { vendors } from '../../vendors/registry.ts';
import { globalFlags } from '../flags/global-flags.ts';
import { globalFlagRow } from './command-page.ts';
import type { Section } from './layout.ts';
import type { topicNames } from './topic-names.ts';

type Topic = () => readonly Section[];

const exitCodes: Topic = () => [
  {
    heading: 'Verdicts',
    rows: verdictTable.map(({ exitCode, verdict, meaning }) => [`${String(exitCode).padStart(3)}  ${verdict}`, meaning]),
  },
  {
    heading: 'Failures (+ means that it is safe to repeat the same command)',
    rows: failureTable.map(({ exitCode, category, repeat, meaning }) => [
      `${String(exitCode).padStart(3)}  ${category}${repeat ? ' +' : ''}`,
      meaning,
    ]),
  },
  { text: ['Exit 1 is never used. --exit-zero makes every verdict exit 0.'] },
  {
    heading: 'Examples',
    commands: [
      'if idv compare --image portrait.jpg --video selfie.mp4 --sandbox; then echo passed; fi',
      'idv compare --image portrait.jpg --video selfie.mp4 --sandbox --outcome spoof || echo "exit $?"',
    ],
  },
];

const flags: Topic = () => [
  { text: ['Every command accepts these, before or after its own flags. A single-value flag may be given only once.'] },
  ...[...new Set(globalFlags.map(({ group }) => group))].map((heading) => ({
    heading,
    rows: globalFlags.filter(({ group }) => group === heading).map(globalFlagRow),
  })),
  {
    heading: 'Examples',
    commands: ["idv actions --query '[].command' --json", 'idv compare --image portrait.jpg --video selfie.mp4 --sandbox -o yaml'],
  },
];

const hosts: Topic = () => [
  ...vendors.map(({ title, hosts: all }) => ({
    heading: title,
    rows: all.map(({ host, serves }) => [host, serves] as const),
    isWide: true as const,
  })),
  { text: ['The API is the same on every host of a product. --endpoint chooses the host; --region is a part of the request.'] },
  {
    heading: 'Examples',
    commands: [
      `idv faceid result TOKEN --endpoint ${vendors[0]?.hosts[1]?.host} --dry-run`,
      'idv vision job ID --region cn-shanghai --dry-run',
    ],
  },
];

/** idv's own variables, in the order of the contract; each has a flag with the same meaning. */
const ownVariables: NonNullable<Section['rows']> = [
  ['IDV_PROFILE', 'the profile, as --profile'],
  ['IDV_REGION', 'the region, as --region'],
  ['IDV_ENDPOINT', 'the host, as --endpoint'],
  ['IDV_OUTPUT', 'the format of results, as --output'],
  ['IDV_TIMEOUT', 'seconds for request and answer together, as --timeout'],
  ['IDV_CONFIG_FILE', 'the configuration file, as --config-file'],
  ['IDV_ENGINE', 'the database of batches, as --engine'],
];

const environment: Topic = () => [
  {
    text: [
      'A flag takes precedence over a variable, and so does --profile on the command line. An empty variable counts as unset. No variable turns on the sandbox: a verdict must never come from the sandbox because of the environment.',
    ],
  },
  { heading: 'idv', rows: ownVariables },
  ...declaredVendors.map(({ title, credentials: { variables, ownCli } }) => ({
    heading: title,
    rows: [
      [variables.id, 'the id of the key'],
      [variables.secret, 'the secret of the key; there is no flag for it'],
      [variables.tokens.join(', '), 'the token of a temporary key; the first one that is set is used'],
      [variables.region, 'the region, after IDV_REGION'],
      ...(ownCli ? [[ownCli.profileVariable, 'the profile of the vendor’s own command line tool']] : []),
    ] as const as NonNullable<Section['rows']>,
  })),
  {
    heading: 'Network',
    rows: [
      ['https_proxy, all_proxy', 'the proxy, also in capitals; lower case comes first, as in curl'],
      ['no_proxy', 'hosts that are reached without the proxy'],
      ['NODE_EXTRA_CA_CERTS', 'a file of additional certificates to trust'],
      ['SSL_CERT_FILE', 'a file of certificates in place of the system’s'],
    ],
  },
  {
    heading: 'Screen and files',
    rows: [
      ['NO_COLOR, FORCE_COLOR', 'without colour, or with it in a pipe too'],
      ['TERM=dumb, CI', 'no spinner; dumb also has no colour'],
      ['COLUMNS', 'the width of help in a pipe'],
      ['XDG_CONFIG_HOME', 'where your own configuration is, in place of ~/.config'],
      ['TMPDIR', 'the folder for files if no other folder is named'],
    ],
  },
  { heading: 'Examples', commands: ['IDV_OUTPUT=json idv explain 1004', 'IDV_TIMEOUT=20 idv config explain'] },
];

const [first] = declaredVendors;

const ownFiles = declaredVendors
  .flatMap(({ credentials: { ownCli } }) => (ownCli ? [`~/${ownCli.keyFile(undefined)}`, `~/${ownCli.regionFile(undefined)}`] : []))
  .filter((path, index, all) => all.indexOf(path) === index)
  .join(', ');

const profileLines = (name: string, settings: readonly string[]): string[] => [
  `  ${name}:`,
  ...[`provider: ${first.name}`, ...settings].map((setting) => `    ${setting}`),
];

const config: Topic = () => [
  {
    heading: 'Where settings come from, the strongest first',
    rows: [
      ['flag', 'such as --region'],
      ['--profile', 'the profile that the command line names'],
      ['environment', 'see idv help environment'],
      ['project', '.faceidrc here or in a folder above, up to the home folder; as YAML or JSON'],
      ['your own file', '~/.config/faceid/config.yaml or ~/.faceidrc'],
      ['the vendors’ files', ownFiles],
      ['default', 'shown by idv config explain'],
    ],
  },
  {
    heading: 'A file',
    verbatim: [
      'defaultProfiles:',
      `  ${first.name}: work`,
      'profiles:',
      ...profileLines('work', ['region: REGION', `${first.credentials.names.id}: …`, `${first.credentials.names.secret}: …`]),
      ...profileLines('laptop', [`${first.credentials.names.id}: …`, 'keychain: true']),
      ...profileLines('vault', ['credentialProcess: COMMAND']),
    ],
  },
  {
    text: [
      'The only profile of a vendor, or the one called default, is used without being named. A file with a secret must be readable only by its owner. A file of a project may not name a credentialProcess, a proxy or another host; nothing in it is ever executed.',
    ],
  },
  { heading: 'Examples', commands: ['idv config explain', `idv config explain ${declaredVendors.at(-1)?.name} --json`] },
];

const verdicts: Topic = () => [
  {
    heading: 'Verdicts',
    rows: verdictTable.map(({ exitCode, verdict, meaning }) => [`${verdict} (exit ${exitCode})`, meaning]),
  },
  {
    heading: 'What a verdict is based on',
    text: [
      'checked names the checks that the answer shows: liveness, comparison, document. A comparison without liveness is never shown as more.',
      'Only the documented success value passes. A value that is null, missing, unknown or contradictory never leads to exit 0: the result is retake or exit 23, with the reason.',
      'score is null if the vendor calls it invalid. --threshold can only raise the vendor’s threshold; --expect names checks that a pass must show.',
      'An action that judges no person has the verdict null or pass and exits 0, and so does an action that idv does not know.',
    ],
  },
  {
    heading: 'Examples',
    commands: [
      'idv compare --image portrait.jpg --video selfie.mp4 --sandbox --query verdict',
      'idv explain FailedOperation.CompareLowSimilarity',
    ],
  },
];

const sandbox: Topic = () => [
  {
    heading: 'The sandbox',
    text: [
      '--sandbox on any command starts the vendors’ APIs inside the process, on 127.0.0.1. It needs no account, checks signatures and parameters as strictly as the services do, and does not look at faces: you choose the answer.',
      'Choose it with --outcome, or with a mark in the media (a JPEG comment, PNG text or MP4 box that reads idv:low-similarity); without them it is Success. idv sandbox outcomes lists the names: one for every documented code, and faults of the network.',
      'For each of its answers, standard error says that it is from the sandbox, even with -q, and sandbox is true in the result.',
      'idv sandbox starts the same for other programs: the official SDKs work with its address as their endpoint.',
    ],
  },
  {
    heading: 'Examples',
    commands: [
      'idv compare --image portrait.jpg --video selfie.mp4 --sandbox --outcome low-similarity',
      'idv faceid token --sandbox --wait',
    ],
  },
];

/** What `idv help TOPIC` prints, apart from the help of commands. */
export const topics: Readonly<Record<(typeof topicNames)[number], Topic>> = {
  'exit-codes': exitCodes,
  flags,
  hosts,
  environment,
  config,
  verdicts,
  sandbox,
};
