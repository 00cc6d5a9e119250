import { IdvError } from '../../../core/errors.ts';
import { isRecord } from '../../../core/record.ts';
import { readStringToSign } from './read-string-to-sign.ts';
import type { Theirs } from './theirs.ts';

const serverString = /server\s+string\s+to\s+sign\s+is\s*:\s*/i;

/** True for an error answer of a service, as JSON, as XML, or its message alone. */
export const isAnswer = (text: string): boolean => /^\s*[{<]/.test(text) || serverString.test(text);

const isTexts = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';

async function answerOf(text: string): Promise<Record<string, unknown> | undefined> {
  if (!/^\s*[{<]/.test(text)) return { Message: text };
  try {
    const value: unknown = /^\s*</.test(text) ? (await import('../../../providers/aliyun/xml.ts')).parseXml(text).value : JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof IdvError) return undefined;
    throw error;
  }
}

/** The text after the words, without what a client may print after it. */
function saidIn(message: string): string | undefined {
  if (!serverString.test(message)) return undefined;
  const said = message.split(serverString).slice(1).join('').trim();
  return /^(GET|POST)&/.test(said) ? said.split(/\s/)[0] : said;
}

/** What a service says that it signed. Alibaba Cloud says it of every refused signature, Tencent Cloud of none. */
export async function readAnswer(text: string): Promise<Theirs | { problem: string }> {
  const answer = await answerOf(text);
  if (!answer) return { problem: 'it begins as JSON or XML and is not a complete answer' };
  const frame = isRecord(answer.Response) ? answer.Response : answer;
  // The sandbox adds the texts that it made, next to what the vendors answer.
  const texts = Object.fromEntries(Object.entries(isRecord(frame.Sandbox) ? frame.Sandbox : frame).filter(isTexts));
  const canonical = texts.CanonicalRequest ?? texts.RequestString;
  const toSign = texts.StringToSign ?? texts.SignatureOriginalString ?? saidIn(texts.Message ?? '');
  if (toSign === undefined || toSign === '') {
    return {
      problem: 'the answer does not say which string the service signed; only Alibaba Cloud does, after "server string to sign is:"',
    };
  }
  const read = readStringToSign(toSign);
  if (!read) return { problem: 'idv does not know the kind of string to sign that the answer holds' };
  return { ...read, kind: 'error answer', refused: true, ...(canonical === undefined ? {} : { canonical }) };
}
