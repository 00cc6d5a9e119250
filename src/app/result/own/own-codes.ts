import type { TransportError } from '../../../core/http.ts';
import { code, type OwnCode } from './own-code.ts';
import { toolCodes } from './tool-codes.ts';

/** Why there was no answer: the kinds of a TransportError. */
export const connectionCodes: Readonly<Record<TransportError['kind'], OwnCode>> = {
  aborted: code('interrupted', 'a signal stopped the command while it waited for the network'),
  config: code('config', 'a setting of this machine makes every call impossible, such as a proxy that cannot be used'),
  connect: code(
    'network',
    'no connection could be made: refused, reset, or no route to the host',
    '`idv doctor` shows which step fails; look for a firewall, or for a network that needs HTTPS_PROXY',
  ),
  internal: code('internal', 'idv itself failed'),
  name: code(
    'network',
    'the name of the host could not be looked up',
    'check the spelling in --endpoint, and the name server of this machine',
  ),
  protocol: code('unreadable', 'the answer is not valid HTTP', 'this happens with a proxy or a wrong --endpoint'),
  proxy: code(
    'network',
    'the proxy refuses to connect to the service',
    'check HTTPS_PROXY, its user name and password, and whether the proxy allows the host',
  ),
  reset: code(
    null,
    'the connection broke after the request was sent',
    'a call that only reads may be repeated; a paid one may have been done and billed',
  ),
  timeout: code(
    null,
    'no answer came in time',
    'the error says whether something was sent; if not, or if the call only reads, run it again',
  ),
  tls: code(
    'network',
    'the certificate or the TLS version of the server is not accepted',
    'check the clock; a company proxy needs its certificate in NODE_EXTRA_CA_CERTS',
  ),
  'too-large': code('unreadable', 'the answer is larger than any answer of the service', 'this happens with a wrong --endpoint'),
};

/** Why an answer gives no verdict. */
const answerCodes: Readonly<Record<string, OwnCode>> = {
  contradiction: code('unreadable', 'two members of the answer contradict each other'),
  'contradictory-answer': code('unreadable', 'status and body of the answer contradict each other'),
  'missing-evidence': code(
    'unreadable',
    'a check that was asked for is not in the answer',
    'see `checked`; fewer checks are required without --expect and --threshold',
  ),
  'no-decision': code('unreadable', 'the deciding member is missing in the answer'),
  'no-evidence': code('unreadable', 'the service says passed, but not what it checked'),
  'no-request-id': code('unreadable', 'the answer has no RequestId, so it does not come from the service'),
  'no-result': code('unreadable', 'the result of the action is missing in the answer'),
  'no-score': code('unreadable', 'the service says passed, but the required score is missing'),
  'no-token': code('unreadable', 'the answer has no token'),
  redirect: code(
    'unreadable',
    'the answer is a redirect, and idv does not follow redirects',
    'this happens with a wrong --endpoint or a login page of the network',
  ),
  'unknown-request': code(
    'unreadable',
    'the body was given as raw bytes, so idv does not know what was asked',
    'give the values as flags or with -p',
  ),
  'unknown-result': code(
    'unreadable',
    'the answer has a value that is in no document of the service',
    '`--raw` shows the answer; report the value to the maintainers of idv',
  ),
  'unreadable-answer': code('unreadable', 'the answer does not have the format of the service'),
  'wrong-type': code('unreadable', 'a member of the answer does not have the documented type'),
  'gateway-failed': code('failed', 'a gateway in front of the service answered 502, 503 or 504', 'try again later'),
  'gateway-limit': code('limited', 'a gateway in front of the service answered 429: too many calls'),
  'gateway-too-large': code(
    'refused',
    'a gateway in front of the service answered 413: the request is too large',
    'send a smaller photo or a shorter clip',
  ),
};

/** Reasons for results that idv gives if the service gives none. */
const resultCodes: Readonly<Record<string, OwnCode>> = {
  answered: code(
    'pass',
    'the service answered, but idv does not judge this action',
    'read the response itself: exit 0 only means that there was an answer',
  ),
  'below-threshold': code(
    null,
    'the score is below the threshold in force, which --threshold may have raised',
    'the verdict is mismatch, or review if the action says so',
  ),
};

/** Problems with files that are uploaded or downloaded. */
const fileCodes: Readonly<Record<string, OwnCode>> = {
  'download-damaged': code(
    'unreadable',
    'a file of the answer did not arrive complete',
    'download it again from the address in the result, which expires',
  ),
  'download-failed': code('output', 'a file of the answer could not be downloaded'),
  'download-refused': code('output', 'the storage refused the download of a file of the answer; its address may have expired'),
  'no-media': code('unreadable', 'a member that must contain a file does not'),
  'no-upload-url': code('unreadable', 'the service gave no address to upload to'),
  'output-failed': code('output', 'standard output could not be written'),
  'print-failed': code(
    'output',
    'the result could not be printed because of a bug in idv',
    'do not repeat the call because of this; report it',
  ),
  'save-failed': code('output', 'a file could not be written into --save-dir'),
  'upload-damaged': code(
    'unreadable',
    'the storage received different bytes than were sent',
    'nothing was verified; run the command again',
  ),
  'upload-failed': code('network', 'the file could not be uploaded', 'nothing was verified; run the command again'),
  'upload-refused': code('refused', 'the storage refused the file', 'nothing was verified; run the command again for a new address'),
};

/** Input of the user that idv cannot use. */
const inputCodes: Readonly<Record<string, OwnCode>> = {
  'invalid-config': code('config', 'a setting or a key is missing, malformed or unsafe'),
  'invalid-media': code('media', 'the service does not accept this file'),
  'invalid-query': code('usage', 'the expression of --query cannot be read', 'see https://jmespath.org'),
  'invalid-usage': code('usage', 'a flag, a value or a command is wrong or missing'),
  'no-credentials': code('config', 'no key was found', 'set one with `idv config init`; --sandbox needs none'),
  'unknown-action': code('usage', 'there is no action with this name', '`idv actions` lists them'),
  'unknown-code': code('usage', 'this code is in no document of the vendors, and idv does not have it'),
  'unknown-outcome': code('usage', 'the sandbox has no outcome with this name', '`idv sandbox outcomes` lists them'),
  'unknown-vendor': code('usage', 'there is no vendor with this name'),
};

export const ownCodes: Readonly<Record<string, OwnCode>> = {
  ...connectionCodes,
  ...answerCodes,
  ...resultCodes,
  ...fileCodes,
  ...inputCodes,
  ...toolCodes,
};
