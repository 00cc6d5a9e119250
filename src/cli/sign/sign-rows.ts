import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';

/** Global flags that affect a signature. */
const signing = ['profile', 'region', 'endpoint', 'sign-method', 'http-method', 'timestamp', 'nonce', 'sandbox'];

const otherCommand = { name: '[command...]', help: 'any command that calls a service, with its flags' };

const explain: CommandRow = {
  words: ['sign', 'explain'],
  summary: 'Show a signature stage by stage: the input, the output and the rule of each stage',
  args: [otherCommand],
  takesCommand: true,
  globals: signing,
  examples: [
    'idv sign explain compare --image portrait.jpg --video selfie.mp4',
    'idv sign explain faceid result abc --sign-method hmac-sha256 --json',
  ],
  load: async () => {
    const [{ inspectCommand }, { explainInspection }] = await Promise.all([import('./inspect.ts'), import('./sign-explain.ts')]);
    return inspectCommand(explain, explainInspection);
  },
};

const diffExamples = [
  'idv sign diff --theirs canonical-request.txt faceid result abc',
  'idv sign diff --theirs - id verify --ref-face id.jpg --auth-face selfie.jpg --country vn < answer.json',
];

const diff: CommandRow = {
  words: ['sign', 'diff'],
  summary: 'Compare another party’s signature with idv’s: the first byte that differs, and why',
  args: [otherCommand],
  takesCommand: true,
  globals: signing,
  examples: diffExamples,
  options: () => [new Option('--theirs <file>', 'a file with the other party’s text, or - for standard input').makeOptionMandatory()],
  epilogue: () =>
    [
      'The other party’s text may be a canonical request, a string to sign, an Authorization header, a curl command (which is read, never run), a raw HTTP request, an address, a form, or an error answer that shows the string to sign. idv uses its time and nonce.',
      'Exit 0 if all is equal, 40 if something differs.',
    ].join('\n'),
  load: async () => {
    const [{ inspectCommand }, { diffInspection }] = await Promise.all([import('./inspect.ts'), import('./sign-diff.ts')]);
    return inspectCommand(diff, diffInspection);
  },
};

const checkExamples = ['idv sign check request.http', 'idv sign check - --profile singapore < request.http'];

const check: CommandRow = {
  words: ['sign', 'check'],
  summary: 'Verify a captured HTTP request with the secret of the environment or of a profile',
  args: [{ name: '<file>', help: 'the request: request line, headers, an empty line, body; or - for standard input' }],
  examples: checkExamples,
  opensSession: true,
  globals: ['profile', 'config-file', 'sandbox'],
  epilogue: () => 'Exit 0 if the signature is valid, 40 if not. If a request is too old, idv says so, but that alone is not a failure.',
  load: async () => (await import('./sign-check.ts')).checkSigned,
};

/** `idv sign explain`, `diff` and `check`: all offline. */
export const signRows: readonly CommandRow[] = [explain, diff, check];
