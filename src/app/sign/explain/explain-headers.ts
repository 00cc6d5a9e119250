import { isoTime } from '../../../core/text/iso-time.ts';
import { sha256Hex } from '../../../sign/encode.ts';
import { canonicalOf, type HeaderDraft, scopeText, signatureOf, toSignOf } from '../draft.ts';
import { secondsOf } from '../draft-of.ts';
import { schemes } from '../scheme.ts';
import { type ExplanationInput, noOutput, noteInput, type Step, type StepInput, secretInput, textInput, textOutput } from './step.ts';

/** The headings of Tencent Cloud's manual. */
const sections = {
  canonical: '1. Concatenating the CanonicalRequest String',
  toSign: '2. Concatenating the String to Be Signed',
  signature: '3. Calculating the Signature',
  authorization: '4. Concatenating the Authorization',
} as const;

const sectionOf = ({ scheme }: HeaderDraft, name: keyof typeof sections): string | null => (scheme === 'tc3' ? sections[name] : null);

type HeaderInput = ExplanationInput & { draft: HeaderDraft; shown: HeaderDraft };

const payloadStep = ({ draft, body, bodyBytes }: HeaderInput): Step => ({
  name: 'HashedRequestPayload',
  section: sectionOf(draft, 'canonical'),
  rules: [
    'Hash the body with SHA-256, exactly as the bytes are sent, and write the hash in lower-case hex.',
    ...(draft.method === 'GET' ? ['A GET has no body: the hash is that of an empty text.'] : []),
    ...(draft.scheme === 'acs3' ? ['The hash is also sent, in the header x-acs-content-sha256.'] : []),
  ],
  inputs: [noteInput('RequestPayload', body, bodyBytes)],
  output: textOutput(draft.hashedPayload),
});

function canonicalInputs({ draft, shown }: HeaderInput): StepInput[] {
  return [
    textInput('HTTPRequestMethod', draft.method),
    textInput('CanonicalURI', draft.path),
    textInput('CanonicalQueryString', shown.query, draft.query),
    ...shown.headers.map(([name, value], index) => textInput(`header ${name}`, value, draft.headers[index]?.[1] ?? '')),
    textInput('SignedHeaders', draft.signedHeaders),
    textInput('HashedRequestPayload', draft.hashedPayload),
  ];
}

const rulesOfCanonical = {
  tc3: [
    'Join the six parts with a line feed. No line feed follows the last part.',
    'The path is always /. The query is empty for a POST; for a GET it is the text after the question mark.',
    'Each header is name:value and a line feed: lower case, no blanks around, sorted by name. The line feed of the last header makes the blank line.',
    'content-type and host must be signed, exactly as they are sent, charset and port included; other headers may be.',
  ],
  acs3: [
    'Join the six parts with a line feed. No line feed follows the last part.',
    'The path is / for these products. The query is encoded by RFC 3986 and sorted by name.',
    'Each header is name:value and a line feed: name in lower case, no blanks around the value, sorted by name. The line feed of the last header makes the blank line.',
    'host, content-type and every x-acs- header that is sent must be signed, and no other.',
  ],
} as const;

const canonicalStep = (source: HeaderInput): Step => ({
  name: 'CanonicalRequest',
  section: sectionOf(source.draft, 'canonical'),
  rules: rulesOfCanonical[source.draft.scheme],
  inputs: canonicalInputs(source),
  output: textOutput(canonicalOf(source.shown), canonicalOf(source.draft)),
});

function toSignStep({ draft }: HeaderInput): Step {
  const hash = sha256Hex(canonicalOf(draft));
  const { scope } = draft;
  const utc = scope ? (isoTime(secondsOf(scope.timestamp) * 1000)?.replace('.000', '') ?? 'not a time') : '';
  return {
    name: 'StringToSign',
    section: sectionOf(draft, 'toSign'),
    rules: [
      'Hash the canonical request with SHA-256, in lower-case hex, and join the parts with a line feed.',
      ...(scope
        ? [
            `The timestamp is in Unix seconds: ${scope.timestamp} is ${utc}. The service accepts it for five minutes.`,
            'The scope is date/service/tc3_request. The date is the UTC day of that timestamp, never the local one.',
            'The service is the first label of the product’s host.',
          ]
        : ['The time is in the header x-acs-date, in UTC. The service accepts it for fifteen minutes.']),
    ],
    inputs: [
      textInput('Algorithm', draft.algorithm),
      ...(scope ? [textInput('RequestTimestamp', scope.timestamp), textInput('CredentialScope', scopeText(scope))] : []),
      textInput('HashedCanonicalRequest', hash),
    ],
    output: textOutput(toSignOf(draft)),
  };
}

/** The three keys of TC3. Each can sign for one day like the secret, so only their lengths are shown. */
const derivedInputs = ({ draft, key }: HeaderInput): StepInput[] =>
  draft.scope ? ['SecretDate', 'SecretService', 'SecretSigning'].map((name) => secretInput(name, key && 32)) : [];

function signatureStep(source: HeaderInput): Step {
  const { draft, key } = source;
  const toSign = toSignOf(draft);
  const { secret } = schemes[draft.scheme];
  const rules = draft.scope
    ? [
        `SecretDate is HMAC-SHA256 of the date with the key "TC3" + ${secret}, SecretService that of the service with SecretDate,`,
        'SecretSigning that of "tc3_request" with SecretService. Each is used as bytes, not as text.',
        'The signature is HMAC-SHA256 of StringToSign with SecretSigning, in lower-case hex.',
      ]
    : [`The signature is HMAC-SHA256 of StringToSign with the ${secret} itself, in lower-case hex.`];
  return {
    name: 'Signature',
    section: sectionOf(draft, 'signature'),
    rules,
    inputs: [
      secretInput(secret, key && Buffer.byteLength(key.secret)),
      ...derivedInputs(source),
      noteInput('StringToSign', '(as above)', Buffer.byteLength(toSign)),
    ],
    output: key ? textOutput(signatureOf(draft, toSign, key.secret)) : noOutput(64),
  };
}

function authorizationStep({ draft, key }: HeaderInput): Step {
  const { id } = schemes[draft.scheme];
  const signature = key ? signatureOf(draft, toSignOf(draft), key.secret) : '<Signature>';
  const credential = `${key?.id ?? `<${id}>`}${draft.scope ? `/${scopeText(draft.scope)}` : ''}`;
  const comma = draft.scheme === 'tc3' ? ', ' : ',';
  const text = `${draft.algorithm} ${[`Credential=${credential}`, `SignedHeaders=${draft.signedHeaders}`, `Signature=${signature}`].join(comma)}`;
  return {
    name: 'Authorization',
    section: sectionOf(draft, 'authorization'),
    rules: [
      `Put algorithm, ${id}, signed headers and signature into the header Authorization, ${draft.scheme === 'tc3' ? 'with a comma and a blank' : 'with commas and no blanks'} between them.`,
    ],
    inputs: [
      textInput('Algorithm', draft.algorithm),
      textInput('Credential', credential),
      textInput('SignedHeaders', draft.signedHeaders),
      textInput('Signature', signature),
    ],
    output: key ? textOutput(text) : { ...textOutput(text), bytes: 0 },
  };
}

/** TC3 and ACS3, which sign the canonical form of a request and send the signature in a header. */
export const explainHeaders = (source: HeaderInput): Step[] => [
  payloadStep(source),
  canonicalStep(source),
  toSignStep(source),
  signatureStep(source),
  authorizationStep(source),
];
