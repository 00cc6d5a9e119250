import { dryRunFormats } from '../../app/dry-run/dry-run-format.ts';
import { type Check, checks } from '../../core/judge/judgement.ts';
import {
  isEndpoint,
  isHostList,
  isRegion,
  type OutputFormat,
  outputFormats,
  retriesBounds,
  secondsBounds,
} from '../../core/setting-shape.ts';
import { type AnswerFormat, answerFormats, type BodyFormat, bodyFormats, type SignMethod, signMethods } from '../../vendors/vendor.ts';

/** A flag that every command accepts. Parser, help and the check for name clashes all read this list. */
export interface GlobalFlag {
  flags: string;
  help: string;
  group: 'Where to' | 'Signature' | 'Sending' | 'Output' | 'Checks' | 'Sandbox' | 'Configuration';
  choices?: readonly string[];
  /** Read as a number of this kind, within these bounds. */
  number?: { kind: 'integer' | 'float'; minimum: number; maximum: number };
  /** The flag takes some of these, separated by commas. */
  list?: readonly string[];
  /** The check for its text, and the check in words. */
  shape?: { fits(text: string): boolean; hint: string };
}

export const globalFlags: readonly GlobalFlag[] = [
  {
    group: 'Where to',
    flags: '--region <region>',
    help: 'region, sent even if unknown here',
    shape: { fits: isRegion, hint: 'for example ap-singapore' },
  },
  {
    group: 'Where to',
    flags: '--endpoint <url>',
    help: 'host or URL in place of the default host; see idv help hosts',
    shape: { fits: isEndpoint, hint: 'a host or https://host[:port], without path or password; http:// is only for this machine' },
  },
  { group: 'Where to', flags: '--profile <name>', help: 'profile of .faceidrc or of the vendor’s own files' },
  { group: 'Signature', flags: '--sign-method <method>', help: 'signature method', choices: signMethods },
  { group: 'Signature', flags: '--http-method <method>', help: 'HTTP method', choices: ['post', 'get'] },
  { group: 'Signature', flags: '--body-format <format>', help: 'format of the body of a POST', choices: bodyFormats },
  {
    group: 'Signature',
    flags: '--wire-format <format>',
    help: 'format of the service’s answer, if the vendor offers more than one',
    choices: answerFormats,
  },
  {
    group: 'Signature',
    flags: '--timestamp <unix>',
    help: 'sign with this time (seconds)',
    number: { kind: 'integer', minimum: 0, maximum: 253402300799 },
  },
  { group: 'Signature', flags: '--nonce <nonce>', help: 'sign with this nonce: a number for hmac-*, any text for acs3 and rpc' },
  { group: 'Sandbox', flags: '--dry-run [format]', help: 'check, sign and print; send nothing', choices: dryRunFormats },
  {
    group: 'Sending',
    flags: '--timeout <seconds>',
    help: 'time-out for request and answer together (default 60)',
    number: { kind: 'float', ...secondsBounds },
  },
  {
    group: 'Sending',
    flags: '--connect-timeout <seconds>',
    help: 'time-out for name look-up, connection and TLS (default 10)',
    number: { kind: 'float', ...secondsBounds },
  },
  {
    group: 'Sending',
    flags: '--retries <n>',
    help: 'retries, only if nothing can be done twice (default 2)',
    number: { kind: 'integer', ...retriesBounds },
  },
  {
    group: 'Sending',
    flags: '--allow-host <hosts>',
    help: 'additional hosts for uploads and downloads, apart from the vendor’s own storage, separated by commas',
    shape: { fits: isHostList, hint: 'give host names such as files.example.com, without https:// or a port' },
  },
  { group: 'Output', flags: '-o, --output <format>', help: 'format of the result', choices: outputFormats },
  { group: 'Output', flags: '--json', help: 'the same as --output json' },
  { group: 'Output', flags: '--query <jmespath>', help: 'a JMESPath expression over the JSON result' },
  { group: 'Output', flags: '--raw', help: 'print the body of the service’s answer, unchanged' },
  { group: 'Output', flags: '--save-dir <dir>', help: 'folder for pictures and clips of the answer' },
  { group: 'Output', flags: '--force', help: 'overwrite files in --save-dir' },
  { group: 'Output', flags: '--show-pii', help: 'show personal data in text and table output, and in a dry run' },
  {
    group: 'Output',
    flags: '--redact',
    help: 'for a ticket: mask personal data in every format, and hide key id, signature and host of a dry run',
  },
  { group: 'Output', flags: '--trace <file>', help: 'write requests and answers to this file, redacted, one JSON object per line' },
  { group: 'Output', flags: '-q, --quiet', help: 'no notices, no spinner' },
  { group: 'Output', flags: '-v, --verbose', help: 'show what idv does' },
  { group: 'Output', flags: '--debug', help: 'show requests and answers, with secrets and media masked' },
  { group: 'Output', flags: '--no-color', help: 'no colour' },
  { group: 'Output', flags: '--exit-zero', help: 'exit 0 for every verdict' },
  { group: 'Checks', flags: '--no-preflight', help: 'do not check media files before sending' },
  {
    group: 'Checks',
    flags: '--threshold <n>',
    help: 'a higher threshold than the vendor’s',
    number: { kind: 'float', minimum: 0, maximum: 100 },
  },
  {
    group: 'Checks',
    flags: '--expect <checks>',
    help: 'checks that a pass must show: a comma list of liveness, comparison, document, deepfake',
    list: checks,
  },
  { group: 'Sandbox', flags: '--sandbox', help: 'send to a local sandbox: no account, no face compared' },
  { group: 'Sandbox', flags: '--outcome <name>', help: 'the answer of the sandbox; see idv sandbox outcomes' },
  { group: 'Configuration', flags: '--config-file <file>', help: 'use this file, and not the files that idv finds' },
  { group: 'Configuration', flags: '--no-prompt', help: 'never ask questions' },
];

/** The values of the global flags, as commander returns them. */
export interface GlobalOptions {
  region?: string;
  endpoint?: string;
  profile?: string;
  signMethod?: SignMethod;
  httpMethod?: 'post' | 'get';
  bodyFormat?: BodyFormat;
  wireFormat?: AnswerFormat;
  timestamp?: number;
  nonce?: string;
  dryRun?: (typeof dryRunFormats)[number];
  timeout?: number;
  connectTimeout?: number;
  retries?: number;
  allowHost?: string;
  output?: OutputFormat;
  json?: true;
  query?: string;
  raw?: true;
  saveDir?: string;
  force?: true;
  showPii?: true;
  redact?: true;
  trace?: string;
  quiet?: true;
  verbose?: true;
  debug?: true;
  color: boolean;
  exitZero?: true;
  preflight: boolean;
  threshold?: number;
  expect?: readonly Check[];
  sandbox?: true;
  outcome?: string;
  configFile?: string;
  prompt: boolean;
}
