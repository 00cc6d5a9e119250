import { allActions, declaredVendors } from '../vendors/catalogue.ts';
import { batchRows } from './batch/batch-rows.ts';
import type { CommandRow } from './command-row.ts';
import { Option } from './commander.ts';
import { configRows } from './config-rows.ts';
import { doctorRow } from './doctor/doctor-row.ts';
import { evalRow } from './eval/eval-row.ts';
import { signRows } from './sign/sign-rows.ts';

/** Variadic options would consume the arguments after them. */
const repeatable = (flags: string, help: string): Option =>
  new Option(flags, help).argParser((value: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), value]);

/** The commands that are not actions, in the order in which help shows them. */
export const toolRows: readonly CommandRow[] = [
  {
    words: ['call'],
    summary: 'Call any action, in the catalogue or not',
    vendor: ([place = '']) => place.split('/')[0] ?? '',
    args: [
      { name: '<vendor[/product]>', help: declaredVendors.flatMap(({ callTargets }) => callTargets).join(', ') },
      { name: '<Action>', help: 'the vendor’s name of the action' },
    ],
    options: () => [
      repeatable('-p, --param <Name=value>', 'a parameter: Name=text, Name:=json, Name=@file for the text of a file'),
      repeatable('--file <Name=path>', 'a parameter with a file as base64'),
      new Option('--input <file>', 'parameters as a JSON object, from a file or - for standard input; -p and --file take precedence'),
      new Option('--body <file>', 'send the bytes of this file as the body, unchanged'),
      new Option('--api-version <version>', 'API version of the product'),
    ],
    examples: declaredVendors.flatMap(({ callExamples }) => callExamples.map((line) => `idv call ${line}`)),
    load: async () => (await import('./commands/call.ts')).runCall,
  },
  {
    words: ['actions'],
    summary: 'List the actions of the catalogue',
    examples: ['idv actions', "idv actions --query '[].[name,command]'"],
    load: async () => (await import('./commands/actions.ts')).listActions,
  },
  {
    words: ['actions', 'show'],
    summary: 'Show one action: parameters, limits, regions, verdicts, errors',
    args: [{ name: '<Action...>', help: 'name of the action, or the words of its command' }],
    examples: ['idv actions show CompareFaceLiveness', 'idv actions show faceid token --json'],
    load: async () => (await import('./commands/actions.ts')).showAction,
  },
  {
    words: ['explain'],
    summary: 'Explain a code: its meaning, who must act, whether to try again, whether it is billed',
    args: [
      {
        name: '<code>',
        help: 'a code of a service; an exit code, a verdict, a code of idv or a cause that idv sign names; or a member of an answer, alone or with its value',
      },
    ],
    options: () => [new Option('--action <Action>', 'the action that returned it, for a code with several meanings')],
    examples: [
      'idv explain FailedOperation.CompareLowSimilarity',
      'idv explain 1004 --action GetFaceIdResultIntl',
      'idv explain LivenessInfoTag=03',
      'idv explain DeviceInfoLevel',
      'idv explain exitCode=32',
    ],
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    words: ['schema'],
    summary: 'Print the JSON Schema of results, errors, batches and evaluations, or of an action’s input',
    args: [{ name: '[name...]', help: 'result (the default), error, batch or eval; an action, or the words of its command' }],
    examples: ['idv schema result', 'idv schema CompareFaceLiveness'],
    load: async () => (await import('./commands/schema.ts')).showSchema,
  },
  {
    words: ['upload', 'file'],
    summary: 'Upload a local file and print its URL and MD5',
    // The vendor whose action is in the same group.
    vendor: () => allActions.find(({ command }) => command[0] === 'upload')?.vendor ?? '',
    args: [{ name: '<path>', help: 'the file, or - for standard input' }],
    options: () => [new Option('--target-action <Action>', 'the action that will use it').default('ApplyWebVerificationToken')],
    examples: [
      'idv upload file portrait.jpg --target-action VideoLivenessCompare',
      'idv upload file - --target-action ApplyWebVerificationToken < portrait.jpg',
    ],
    load: async () => (await import('./commands/upload-file.ts')).runUploadFile,
  },
  evalRow,
  ...batchRows,
  ...configRows,
  doctorRow,
  ...signRows,
  {
    words: ['version'],
    summary: 'Show the version of idv, Node.js and the platform',
    examples: ['idv version', 'idv version --json'],
    load: async () => (await import('./commands/version.ts')).showVersion,
  },
  {
    words: ['sandbox'],
    // The normal end: the port is closed and its files are removed, however long that takes.
    finishesAtSignal: true,
    summary: 'Serve the vendors’ APIs on this machine: no account, strict signatures, no face compared',
    options: () => [
      new Option('--port <port>', 'port on 127.0.0.1; 0 picks a free one').default('0'),
      new Option('--tls', 'also serve HTTPS, and work as a proxy for clients that know only the vendors’ hosts'),
      new Option('--no-rate-limit', 'do not limit requests per second'),
    ],
    examples: ['idv sandbox --port 4567 --verbose', 'idv sandbox --json --outcome spoof'],
    globals: ['outcome'],
    reads: ['sandbox'],
    load: async () => (await import('./commands/sandbox.ts')).serveSandbox,
  },
  {
    words: ['sandbox', 'outcomes'],
    summary: 'List the answers that the sandbox can give, for all commands or for one',
    args: [{ name: '[command...]', help: 'words of a command, or the name of an action: `faceid result`' }],
    examples: ['idv sandbox outcomes faceid result', "idv sandbox outcomes --query '[?exitCode==`11`].name'"],
    load: async () => (await import('./commands/sandbox.ts')).outcomesOfSandbox,
  },
];
