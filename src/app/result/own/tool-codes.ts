import { code, type OwnCode } from './own-code.ts';

/** What is wrong with a command line, as the parser names it. */
const ofCommandLines: Readonly<Record<string, OwnCode>> = {
  'conflicting-option': code('usage', 'two flags were given that exclude each other', 'leave one of the two out'),
  'excess-arguments': code('usage', 'the command line has more words than the command takes', 'put quotes around a value with blanks'),
  'given-twice': code('usage', 'one value was given as a word and as a flag', 'leave one of the two out'),
  'invalid-argument': code('usage', 'a word of the command line is not one that the command takes'),
  'missing-argument': code('usage', 'the command needs a word that is not there', '--help of the command shows where it goes'),
  'missing-mandatory-option-value': code('usage', 'the command needs a flag that is not there', '--help of the command shows it'),
  'option-missing-argument': code('usage', 'a flag stands without its value', 'give the value after the flag, or leave the flag out'),
  'secret-on-command-line': code(
    'usage',
    'a secret stands on the command line, where other users and the history of the shell see it',
    'give it on standard input with `-`, and replace the key if it was a real one',
  ),
  'unknown-command': code('usage', 'there is no such command', '`idv --help` lists them'),
  'unknown-option': code('usage', 'the command has no such flag', '--help of the command lists them'),
  'unknown-shell': code('usage', 'no completion is written for this shell'),
  'unknown-topic': code('usage', 'there is no help on this topic', '`idv help` lists the topics'),
};

/** What the sandbox says of itself, at its start and to its controls. */
const ofSandboxes: Readonly<Record<string, OwnCode>> = {
  forbidden: code('refused', 'the controls of the sandbox answer to this machine alone, and to no web page'),
  'invalid-request': code('refused', 'a control of the sandbox cannot read what it was sent'),
  'listen-failed': code('internal', 'the sandbox could not open a port', 'leave --port out to get a free one'),
  'no-outcomes': code('internal', 'the sandbox has no outcome to list', 'report it'),
  'not-found': code('refused', 'the sandbox has no such control', 'the answer lists those that there are'),
  'outcome-misfit': code(
    'usage',
    'no answer of the action has this outcome',
    '`idv sandbox outcomes` with the command lists those that fit',
  ),
};

/** What `idv config` and other commands say of this machine. */
const ofSettings: Readonly<Record<string, OwnCode>> = {
  'no-folder': code('config', 'the current folder does not exist any more', 'change to one that does'),
  'no-keychain': code(
    'config',
    'this machine has no keychain that idv can use',
    'leave out --keychain: the secret then goes into the configuration file',
  ),
  'no-key-id': code(
    'config',
    'a secret goes into the keychain under its key id, and the profile has none',
    '`idv config init --keychain` takes both',
  ),
  'no-home': code('config', 'HOME is not set, so there is no file of your own to write to', 'name a file with --config-file'),
  'not-set': code('config', 'the setting has no value there', '`idv config explain` shows which have one'),
  'not-written': code('config', 'the configuration file could not be written, and is as it was'),
  'no-reader': code('internal', 'nothing reads the result of this token', 'report it'),
  'no-uploads': code('usage', 'the vendor has no storage to upload to'),
  'no-vendor': code('internal', 'no vendor signs in this way', 'report it'),
  'profile-exists': code('config', 'a profile of this name exists already', 'choose another name, or add --force to replace it'),
  secret: code('usage', 'a secret was asked for, and idv prints none', 'read it from the file itself: `idv config path`'),
  'temporary-key': code('config', 'a temporary key is not kept in the keychain: it runs out', 'set it in the environment'),
  'unknown-profile': code('config', 'there is no profile of this name', '`idv config list` shows them'),
};

/** Why a batch does not start, or stops. */
const ofBatches: Readonly<Record<string, OwnCode>> = {
  'batch-key': code('config', 'the key that seals the rows of a batch is missing, unsafe or not the right one'),
  'changed-media': code('media', 'a file of the row changed after it was checked', 'run the command again: the row is checked anew'),
  declined: code('interrupted', 'you answered that the batch shall not run', 'no row was called'),
  engine: code(null, 'the database of --engine cannot be used', 'check its address, its user and whether it runs'),
  'engine-unsafe': code(
    'config',
    'the server of --engine, or a pooler before it, could forget what it has confirmed',
    'nothing was called: `idv doctor --engine` says what is wrong',
  ),
  'journal-damaged': code(
    'config',
    'a line of the journal cannot be read, and its row may have been paid',
    'restore the journal from a copy',
  ),
  'journal-failed': code('output', 'the journal could not be read or written', 'make room on its disk, and run the command again'),
  'journal-full': code('output', 'the disk of the journal is full', 'no answer is lost: make room, and run the command again'),
  'journal-in-use': code('config', 'another run of the batch is going on', 'wait for it: a row is never called by two runs'),
  'journal-removed': code('config', 'the journal was removed while it was written', 'no further row was called'),
  'journal-shared': code(
    'config',
    'another program wrote into the journal',
    'no further row was called: end the other run, and look at its rows',
  ),
  'ledger-forgot': code(
    'config',
    'the database does not know calls that a worker has made, as after an older copy of it was restored',
    'run `idv batch rebuild` with the journals of all workers',
  ),
  'manifest-changed': code('usage', 'the manifest changed after it was checked', 'run the command again: it goes on where it stopped'),
  'no-rows': code('media', 'no row is left to call or to count', 'correct the rows, and run the command again'),
  'other-version': code('config', 'the batch was submitted by another version of idv', 'use that version, or submit the manifest again'),
  'unknown-batch': code('usage', 'the engine has no such batch', 'check --engine, or submit the manifest'),
  'unreadable-manifest': code('usage', 'the manifest cannot be read as rows'),
  'wrong-media-root': code(
    'media',
    'the folder of a worker does not hold the files that were submitted',
    'check --media-root of the worker',
  ),
};

/** Why `idv eval` gives no figure. */
const ofEvaluations: Readonly<Record<string, OwnCode>> = {
  'invalid-split': code('usage', 'the rows cannot be split into two halves as it was asked'),
  'mixed-transaction': code('media', 'one transaction has two labels', 'correct the label or the transaction'),
  'no-pairs': code('usage', 'nothing says which rows of two runs are the same pair', 'give both the columns subject and reference, or id'),
  'no-threshold': code('usage', 'the service itself decided liveness, so the rows have no threshold to move'),
  'not-comparable': code('media', 'the rows come from sources that one figure cannot cover'),
  'nothing-measurable': code('media', 'no row has a score or a final verdict', 'check the columns score and verdict'),
  'same-input': code('usage', 'two files have the same content', 'give each file once'),
  'too-many-groups': code('usage', 'the field of --group has too many values to be groups', 'name a field with fewer values'),
  'unreadable-file': code('media', 'a file of rows cannot be read'),
  'unreadable-rows': code('media', 'some rows cannot be read, and nothing was counted'),
};

/** Codes of the commands that call no action. */
export const toolCodes: Readonly<Record<string, OwnCode>> = {
  ...ofCommandLines,
  ...ofSandboxes,
  ...ofSettings,
  ...ofBatches,
  ...ofEvaluations,
};
