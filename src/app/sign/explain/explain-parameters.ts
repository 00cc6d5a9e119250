import { percentEncode } from '../../../sign/encode.ts';
import { canonicalOf, type ParameterDraft, signatureOf, toSignOf } from '../draft.ts';
import { schemes } from '../scheme.ts';
import { type ExplanationInput, noOutput, noteInput, type Step, type StepInput, secretInput, textInput, textOutput } from './step.ts';

/** The headings of Tencent Cloud's manual. */
const sections = {
  canonical: '2.1. Sorting Parameters, 2.2. Concatenating a Request String',
  toSign: '2.3. Concatenating the Signature Original String',
  signature: '2.4. Generating a Signature String',
  sent: '3. Encoding a Signature String',
} as const;

const sectionOf = (draft: ParameterDraft, name: keyof typeof sections): string | null => (draft.scheme === 'rpc' ? null : sections[name]);

type ParameterInput = ExplanationInput & { draft: ParameterDraft; shown: ParameterDraft };

const parameterInputs = ({ draft, shown }: ParameterInput): StepInput[] =>
  shown.pairs.map(([name, value], index) => textInput(name, value, draft.pairs[index]?.[1] ?? ''));

const sortRule =
  'Take every parameter except Signature, both those of the request and those of the action, and sort them by name, byte by byte: capitals first, .12 before .2.';

const canonicalRules = {
  rpc: [
    sortRule,
    'Percent-encode each name and value by RFC 3986: a blank is %20, * is %2A, / is %2F, ~ is unchanged, and hex digits are in capitals.',
    'Join name and value with =, and the pairs with &.',
  ],
  v1: [sortRule, 'Join name and value with =, and the pairs with &. Nothing is encoded: the values are signed unchanged.'],
} as const;

const toSignRules = {
  rpc: [
    'Join the method, the encoded path %2F and the finished query, encoded once more, with & between them.',
    'A query and a form are signed in the same way; only the method differs.',
  ],
  v1: [
    'Write the method, the host, /? and the parameters one after the other, with nothing between them.',
    'The host is the value of the Host header.',
  ],
} as const;

const kindOf = ({ scheme }: ParameterDraft): 'rpc' | 'v1' => (scheme === 'rpc' ? 'rpc' : 'v1');

function toSignInputs(source: ParameterInput): StepInput[] {
  const { draft, shown } = source;
  const canonical = noteInput(schemes[draft.scheme].canonical, '(as above)', Buffer.byteLength(canonicalOf(draft)));
  if (draft.scheme === 'rpc')
    return [textInput('HTTPMethod', draft.method), textInput('path, encoded', shown.encodeAgain(draft.path)), canonical];
  return [textInput('method', draft.method), textInput('host', draft.host), textInput('path', `${draft.path}?`), canonical];
}

function signatureStep({ draft, key }: ParameterInput): Step {
  const words = schemes[draft.scheme];
  const toSign = toSignOf(draft);
  const algorithm = draft.scheme === 'hmac-sha256' ? 'HMAC-SHA256' : 'HMAC-SHA1';
  const secret = draft.scheme === 'rpc' ? `${words.secret} + "&"` : words.secret;
  const extra = draft.scheme === 'rpc' ? 1 : 0;
  return {
    name: words.signature,
    section: sectionOf(draft, 'signature'),
    rules: [
      `The signature is ${algorithm} of ${words.toSign} with the ${secret} as its key, in base64.`,
      ...(draft.scheme === 'hmac-sha1' ? ['If SignatureMethod is not sent, the service uses HmacSHA1.'] : []),
    ],
    inputs: [
      secretInput(secret, key && Buffer.byteLength(key.secret) + extra),
      noteInput(words.toSign, '(as above)', Buffer.byteLength(toSign)),
    ],
    output: key ? textOutput(signatureOf(draft, toSign, key.secret)) : noOutput(draft.scheme === 'hmac-sha256' ? 44 : 28),
  };
}

function sentStep({ draft, key }: ParameterInput): Step {
  const words = schemes[draft.scheme];
  const signature = key && signatureOf(draft, toSignOf(draft), key.secret);
  return {
    name: draft.scheme === 'rpc' ? 'Signature, as sent' : 'EncodedSignatureString',
    section: sectionOf(draft, 'sent'),
    rules: [
      `Add the parameter Signature to the others and percent-encode all of them, ${draft.method === 'GET' ? 'in the query of the address' : 'in the form'}: + becomes %2B, / %2F and = %3D.`,
      'An HTTP library that encodes on its own must get the signature unencoded.',
    ],
    inputs: signature === undefined ? [secretInput(words.signature, undefined)] : [textInput(words.signature, signature)],
    output: signature === undefined ? noOutput(0) : textOutput(percentEncode(signature)),
  };
}

/** HmacSHA1, HmacSHA256 and RPC, which sign parameters and send the signature as one more of them. */
export function explainParameters(source: ParameterInput): Step[] {
  const { draft, shown } = source;
  const words = schemes[draft.scheme];
  return [
    {
      name: words.canonical,
      section: sectionOf(draft, 'canonical'),
      rules: canonicalRules[kindOf(draft)],
      inputs: parameterInputs(source),
      output: textOutput(canonicalOf(shown), canonicalOf(draft)),
    },
    {
      name: words.toSign,
      section: sectionOf(draft, 'toSign'),
      rules: toSignRules[kindOf(draft)],
      inputs: toSignInputs(source),
      output: textOutput(toSignOf(shown), toSignOf(draft)),
    },
    signatureStep(source),
    sentStep(source),
  ];
}
