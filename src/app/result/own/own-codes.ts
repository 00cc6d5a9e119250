import type { TransportError } from '../../../core/http.ts';
import { code, type OwnCode } from './own-code.ts';
import { toolCodes } from './tool-codes.ts';

/** Why no answer came: the kinds of a TransportError. */
const ofConnections: Readonly<Record<TransportError['kind'], OwnCode>> = {
  aborted: code('interrupted', 'a signal stopped the command while it waited for the network'),
  config: code('config', 'a setting of this machine makes every call impossible, such as a proxy that cannot be used'),
  connect: code(
    'network',
    'no connection could be made: refused, reset, or no route to the host',
    '`idv doctor` shows how far it comes; look for a firewall, and for a network that needs HTTPS_PROXY',
  ),
  internal: code('internal', 'idv itself failed'),
  name: code(
    'network',
    'the name of the host could not be looked up',
    'check the spelling in --endpoint, and the name server of this machine',
  ),
  protocol: code('unreadable', 'what came back is not HTTP as it should be', 'a proxy or a wrong --endpoint answers like this'),
  proxy: code(
    'network',
    'the proxy refuses to connect to the service',
    'check HTTPS_PROXY, its user name and password, and whether the proxy allows the host',
  ),
  reset: code(
    null,
    'the connection broke after the request was sent',
    'a call that only reads may run again; a paid one may have been done and billed',
  ),
  timeout: code(
    null,
    'no answer came in time',
    'the error says whether something was sent; if not, or if the call only reads, run it again',
  ),
  tls: code(
    'network',
    'the certificate or the TLS version of the other side is not accepted',
    'check the clock; a company proxy needs its certificate in NODE_EXTRA_CA_CERTS',
  ),
  'too-large': code('unreadable', 'the answer is larger than any answer of the service', 'a wrong --endpoint answers like this'),
};

/** What is wrong with an answer, so that there is no verdict. */
const ofAnswers: Readonly<Record<string, OwnCode>> = {
  contradiction: code('unreadable', 'two members of the answer say different things'),
  'contradictory-answer': code('unreadable', 'status and body of the answer say different things'),
  'missing-evidence': code(
    'unreadable',
    'a check that was asked for is not in the answer',
    'see `checked`; without --expect and --threshold less is asked for',
  ),
  'no-decision': code('unreadable', 'the answer lacks the member that decides'),
  'no-evidence': code('unreadable', 'the service says passed, and nothing of what it checked'),
  'no-request-id': code('unreadable', 'the answer has no RequestId, so it does not come from the service'),
  'no-result': code('unreadable', 'the answer lacks what the action is for'),
  'no-score': code('unreadable', 'the service says passed without the score that must come with it'),
  'no-token': code('unreadable', 'the answer has no token'),
  redirect: code(
    'unreadable',
    'the answer leads to another address, and idv follows none',
    'a wrong --endpoint or a login page of the network answers like this',
  ),
  'unknown-request': code(
    'unreadable',
    'the body was given as it is, so idv does not know what was asked',
    'give the values as flags or with -p',
  ),
  'unknown-result': code(
    'unreadable',
    'the service answered a value that no document of it has',
    '`--raw` shows the answer; tell the maintainers of idv',
  ),
  'unreadable-answer': code('unreadable', 'the answer is not in the form that the service answers in'),
  'wrong-type': code('unreadable', 'a member of the answer has another type than documented'),
  'gateway-failed': code('failed', 'a gateway in front of the service answered 502, 503 or 504', 'try again later'),
  'gateway-limit': code('limited', 'a gateway in front of the service answered 429: too many calls'),
  'gateway-too-large': code(
    'refused',
    'a gateway in front of the service answered 413: the request is too large',
    'send a smaller photo or a shorter clip',
  ),
};

/** Reasons of results that idv gives where the service gives none. */
const ofResults: Readonly<Record<string, OwnCode>> = {
  answered: code(
    'pass',
    'the service answered, and idv does not judge this action',
    'read the response itself: exit 0 says only that an answer came',
  ),
  'below-threshold': code(
    null,
    'the score is below the threshold in force, which --threshold may have raised',
    'the command ends in mismatch, or in review where the action says so',
  ),
};

/** What is wrong with files, on the way there or back. */
const ofFiles: Readonly<Record<string, OwnCode>> = {
  'download-damaged': code(
    'unreadable',
    'a file of the answer did not arrive complete',
    'fetch it again from the address in the result, which expires',
  ),
  'download-failed': code('output', 'a file of the answer could not be fetched'),
  'download-refused': code('output', 'the storage refused to give a file of the answer; its address may have expired'),
  'no-media': code('unreadable', 'a member that must hold a file does not'),
  'no-upload-url': code('unreadable', 'the service gave no address to upload to'),
  'output-failed': code('output', 'standard output could not be written'),
  'print-failed': code('output', 'the result could not be printed, by a fault of idv', 'do not repeat the call for this; report it'),
  'save-failed': code('output', 'a file could not be written into --save-dir'),
  'upload-damaged': code('unreadable', 'the storage has other bytes than were sent', 'nothing was verified; run the command again'),
  'upload-failed': code('network', 'the file could not be uploaded', 'nothing was verified; run the command again'),
  'upload-refused': code('refused', 'the storage refused the file', 'nothing was verified; run the command again for a new address'),
};

/** What the user gave, and idv cannot use. */
const ofInput: Readonly<Record<string, OwnCode>> = {
  'invalid-config': code('config', 'a setting or a key is missing, malformed or unsafe'),
  'invalid-media': code('media', 'a file is not one that the service takes'),
  'invalid-query': code('usage', 'the expression of --query cannot be read', 'see https://jmespath.org'),
  'invalid-usage': code('usage', 'a flag, a value or a command is wrong or missing'),
  'no-credentials': code('config', 'no key was found', '`idv config init` writes one; --sandbox needs none'),
  'unknown-action': code('usage', 'there is no action of this name', '`idv actions` lists them'),
  'unknown-code': code('usage', 'neither a document of the vendors nor idv has this code'),
  'unknown-outcome': code('usage', 'the sandbox has no outcome of this name', '`idv sandbox outcomes` lists them'),
  'unknown-vendor': code('usage', 'there is no vendor of this name'),
};

export const ownCodes: Readonly<Record<string, OwnCode>> = {
  ...ofConnections,
  ...ofAnswers,
  ...ofResults,
  ...ofFiles,
  ...ofInput,
  ...toolCodes,
};
