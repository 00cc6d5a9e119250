import { IdvError } from '../../../core/errors.ts';
import { isRecord } from '../../../core/json.ts';
import { vendors } from '../../../vendors/registry.ts';
import { readStringToSign } from './read-string-to-sign.ts';
import type { Theirs } from './theirs.ts';

const serverString = /server\s+string\s+to\s+sign\s+is\s*:\s*/i;

/** True for an error answer of a service: JSON, XML, or only its message. */
export const isAnswer = (text: string): boolean => /^\s*[{<]/.test(text) || serverString.test(text);

const isTexts = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';

/** An object in JSON; undefined for any other text. */
function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The signed string in a vendor's answer, found by the vendor's own reader. */
async function signedIn(text: string): Promise<string | undefined> {
  for (const { decode } of vendors) {
    try {
      const answer = await decode({ status: 400, headers: {}, body: Buffer.from(text) }, { name: '' });
      if (answer.kind === 'refusal' && answer.serverStringToSign !== undefined) return answer.serverStringToSign;
    } catch (error) {
      if (!(error instanceof IdvError)) throw error;
    }
  }
  return undefined;
}

/** The text after the introduction, without anything that a client may print after it. */
function signedTextIn(message: string): string | undefined {
  if (!serverString.test(message)) return undefined;
  const signedText = message.split(serverString).slice(1).join('').trim();
  return /^(GET|POST)&/.test(signedText) ? signedText.split(/\s/)[0] : signedText;
}

/** The texts that the sandbox adds to an answer; the services add none. */
function sandboxTexts(text: string): { canonical?: string; toSign?: string } {
  const answer = jsonOf(text);
  const frame = isRecord(answer?.Response) ? answer.Response : answer;
  const texts = Object.fromEntries(Object.entries(isRecord(frame?.Sandbox) ? frame.Sandbox : (frame ?? {})).filter(isTexts));
  const canonical = texts.CanonicalRequest ?? texts.RequestString;
  const toSign = texts.StringToSign ?? texts.SignatureOriginalString;
  return { ...(canonical === undefined ? {} : { canonical }), ...(toSign === undefined ? {} : { toSign }) };
}

/** The string that a service says it signed. */
export async function readAnswer(text: string): Promise<Theirs | { problem: string }> {
  const isDocument = /^\s*[{<]/.test(text);
  const { canonical, toSign = isDocument ? await signedIn(text) : signedTextIn(text) } = sandboxTexts(text);
  if (toSign === undefined || toSign.trim() === '') {
    return { problem: 'it is not a complete answer with the signed string after "server string to sign is:"' };
  }
  const read = readStringToSign(toSign);
  if (!read) return { problem: 'idv does not recognise the string to sign in the answer' };
  return { ...read, kind: 'error answer', refused: true, ...(canonical === undefined ? {} : { canonical }) };
}
