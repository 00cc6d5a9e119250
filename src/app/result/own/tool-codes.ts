import { code, type OwnCode } from './own-code.ts';

/** Problems of a command line, with the codes of the parser. */
const commandLineCodes: Readonly<Record<string, OwnCode>> = {
  'conflicting-option': code('usage', 'two flags were given that exclude each other', 'leave one of the two out'),
  'excess-arguments': code('usage', 'the command line has more words than the command accepts', 'put quotes around a value with blanks'),
  'given-twice': code('usage', 'one value was given both as a word and as a flag', 'leave one of the two out'),
  'invalid-argument': code('usage', 'the command does not accept a word of the command line'),
  'missing-argument': code('usage', 'a word that the command needs is missing', '--help of the command shows where it goes'),
  'missing-mandatory-option-value': code('usage', 'a flag that the command needs is missing', '--help of the command shows it'),
  'option-missing-argument': code('usage', 'a flag has no value', 'give the value after the flag, or leave the flag out'),
  'secret-on-command-line': code(
    'usage',
    'a secret is on the command line, where other users and the shell history can see it',
    'give it on standard input with `-`, and replace the key if it was a real one',
  ),
  'unknown-command': code('usage', 'there is no such command', '`idv --help` lists them'),
  'unknown-option': code('usage', 'the command has no such flag', '--help of the command lists them'),
  'unknown-shell': code('usage', 'there is no completion for this shell'),
  'unknown-topic': code('usage', 'there is no help on this topic', '`idv help` lists the topics'),
};

/** Problems of the sandbox, at its start and with its controls. */
const sandboxCodes: Readonly<Record<string, OwnCode>> = {
  forbidden: code('refused', 'the controls of the sandbox answer only to this machine, and not to web pages'),
  'invalid-request': code('refused', 'a control of the sandbox cannot read the request'),
  'listen-failed': code('internal', 'the sandbox could not open a port', 'leave --port out to get a free one'),
  'no-outcomes': code('internal', 'the sandbox has no outcome to list', 'report it'),
  'not-found': code('refused', 'the sandbox has no such control', 'the answer lists the existing ones'),
  'outcome-misfit': code(
    'usage',
    'no answer of the action has this outcome',
    '`idv sandbox outcomes` with the command lists the possible ones',
  ),
};

/** Problems that `idv config` and other commands find on this machine. */
const settingCodes: Readonly<Record<string, OwnCode>> = {
  'no-folder': code('config', 'the current folder no longer exists', 'change to an existing folder'),
  'no-keychain': code(
    'config',
    'this machine has no keychain that idv can use',
    'leave out --keychain: the secret then goes into the configuration file',
  ),
  'no-key-id': code(
    'config',
    'a secret goes into the keychain under its key id, but the profile has no key id',
    '`idv config init --keychain` asks for both',
  ),
  'no-home': code('config', 'HOME is not set, so there is no file of your own to write to', 'name a file with --config-file'),
  'not-set': code('config', 'the setting has no value there', '`idv config explain` shows which have one'),
  'not-written': code('config', 'the configuration file could not be written, and is unchanged'),
  'no-reader': code('internal', 'nothing reads the result of this token', 'report it'),
  'no-uploads': code('usage', 'the vendor has no storage to upload to'),
  'no-vendor': code('internal', 'no vendor has this signature', 'report it'),
  'profile-exists': code('config', 'a profile with this name already exists', 'choose another name, or add --force to replace it'),
  secret: code('usage', 'a secret was requested, and idv never prints secrets', 'read it from the file itself: `idv config path`'),
  'temporary-key': code('config', 'a temporary key is not stored in the keychain, because it expires', 'set it in the environment'),
  'unknown-profile': code('config', 'there is no profile with this name', '`idv config list` shows them'),
};

/** Why a batch does not start, or stops. */
const batchCodes: Readonly<Record<string, OwnCode>> = {
  'batch-key': code('config', 'the key that seals the rows of a batch is missing, unsafe or not the right one'),
  'changed-media': code('media', 'a file of the row changed after it was checked', 'run the command again: the row is checked again'),
  declined: code('interrupted', 'you answered that the batch should not run', 'no row was called'),
  engine: code(null, 'the database of --engine cannot be used', 'check its address, its user and whether it runs'),
  'engine-unsafe': code(
    'config',
    'the server of --engine, or a pooler in front of it, could lose what it has confirmed',
    'nothing was called: `idv doctor --engine` says what is wrong',
  ),
  'journal-damaged': code(
    'config',
    'a line of the journal cannot be read, and its row may have been paid',
    'restore the journal from a backup',
  ),
  'journal-failed': code('output', 'the journal could not be read or written', 'make room on its disk, and run the command again'),
  'journal-full': code('output', 'the disk of the journal is full', 'no answer is lost: make room, and run the command again'),
  'journal-in-use': code('config', 'another run of the batch is active', 'wait for it: a row is never called by two runs'),
  'journal-removed': code(
    'output',
    'the journal was removed while it was written',
    'no further row was called: the rows so far are only in the results',
  ),
  'journal-shared': code(
    'output',
    'another program wrote into the journal',
    'no further row was called: end the other run, and look at its rows',
  ),
  'ledger-forgot': code(
    'config',
    'the database does not have calls that a worker has made, for example because an older backup was restored',
    'run `idv batch rebuild` with the journals of all workers',
  ),
  'manifest-changed': code('usage', 'the manifest changed after it was checked', 'run the command again: it continues where it stopped'),
  'no-rows': code('media', 'no row is left to call or to count', 'correct the rows, and run the command again'),
  'other-version': code('config', 'the batch was submitted by another version of idv', 'use that version, or submit the manifest again'),
  'unknown-batch': code('usage', 'the engine has no such batch', 'check --engine, or submit the manifest'),
  'unreadable-manifest': code('usage', 'the manifest cannot be read as rows'),
  'wrong-media-root': code('media', 'the folder of a worker does not contain the submitted files', 'check --media-root of the worker'),
};

/** Why `idv eval` gives no figures. */
const evaluationCodes: Readonly<Record<string, OwnCode>> = {
  'invalid-split': code('usage', 'the rows cannot be split into two halves as requested'),
  'mixed-transaction': code('media', 'one transaction has two labels', 'correct the label or the transaction'),
  'no-pairs': code('usage', 'nothing says which rows of two runs are the same pair', 'give both the columns subject and reference, or id'),
  'no-threshold': code('usage', 'the service itself decided liveness, so the rows have no threshold to choose'),
  'not-comparable': code('media', 'the rows come from sources that cannot be combined in one figure'),
  'nothing-measurable': code('media', 'no row has a score or a final verdict', 'check the columns score and verdict'),
  'same-input': code('usage', 'two files have the same content', 'give each file once'),
  'too-many-groups': code('usage', 'the field of --group has too many values to be groups', 'name a field with fewer values'),
  'unreadable-file': code('media', 'a file of rows cannot be read'),
  'unreadable-rows': code('media', 'some rows cannot be read, and nothing was counted'),
};

/** Codes of the commands that call no action. */
export const toolCodes: Readonly<Record<string, OwnCode>> = {
  ...commandLineCodes,
  ...sandboxCodes,
  ...settingCodes,
  ...batchCodes,
  ...evaluationCodes,
};
