import { allActions } from '../../vendors/catalogue.ts';
import { byName, count, list, number, object, oneOfSchema, orNull, type Schema, textSchema } from '../eval/schema/schema-words.ts';
import { draft, errorSchema, resultSchema, withOptionalMembers } from './result-schema.ts';

type Members = Readonly<Record<string, Schema>>;

const any = (description: string): Schema => ({ description });
const moment = textSchema('ISO 8601, UTC');
const key = textSchema('HMAC-SHA256 of the row’s id under the key of the batch: 16 bytes in hex');
const unsure = object({ reason: textSchema('why nobody has the answer'), at: moment }, 'a call that may have been made and billed');
const undecided: Members = { verdict: { type: 'null' }, billed: { type: ['boolean', 'null'], description: 'null if it is not known' } };

/** The members that a line can have for every kind of result. */
const ofRow: Members = {
  schemaVersion: { const: 1 },
  id: textSchema('as in the manifest; without one, the number and a digest of the values'),
  row: count('from 1, without the header'),
  label: any('copied from the manifest'),
  subject: any('copied from the manifest'),
  reference: any('copied from the manifest'),
  species: any('copied from the manifest'),
  split: any('copied from the manifest'),
  extra: { type: 'object', description: 'other columns' },
  media: byName(textSchema('SHA-256 in hex'), 'digests of the files that were sent, by column'),
  startedAt: moment,
  finishedAt: moment,
  token: textSchema('a token, if the result is read later'),
  page: textSchema('the page for the person'),
  worker: textSchema('name of the worker that called the row'),
};

/** The additional members of each kind of line. */
function kinds(): Schema[] {
  const { properties, required } = resultSchema() as { properties: Members; required: readonly string[] };
  const { schemaVersion: _, artifacts, ...members } = properties;
  const artifact = (artifacts?.items ?? {}) as Schema;
  // A worker does not write paths of its machine into the ledger.
  const kept = { ...artifact, required: (artifact.required as readonly string[]).filter((name) => name !== 'path') };
  const onEngine = ['schemaVersion', 'artifacts', 'response', 'endpoint'];
  const { error } = errorSchema().properties as Members;
  const pending = {
    provider: textSchema('the vendor'),
    action: textSchema('the action that issued the token'),
    verdict: { const: 'pending' },
    billed: { type: 'null' },
  };
  const kind = (all: Members, needed: readonly string[]): Schema => ({ type: 'object', properties: all, required: needed });
  return [
    kind(
      { ...members, artifacts: list(kept, 'files that were saved') },
      required.filter((name) => !onEngine.includes(name)),
    ),
    kind({ ...undecided, error: error as Schema }, ['verdict', 'billed', 'error']),
    kind({ ...undecided, unsure }, ['verdict', 'billed', 'unsure']),
    kind(pending, Object.keys(pending)),
  ];
}

/** One line of a journal, after its first one. */
function journalLine(): Schema {
  const generation = count('0, plus 1 each time that a person asked to call the row again');
  const token = textSchema('in the journal of a worker: the id of the claim in the ledger');
  const line = (type: string, members: Members): Schema =>
    withOptionalMembers({ type: { const: type }, key, generation, ...members, token }, ['token', 'media', 'stamp']) as Schema;
  const media = byName(textSchema('SHA-256 in hex'), 'digests of the files of the call, by column');
  const stamp = textSchema('digest of the inode, size and times of the files of the call: 16 bytes in hex');
  const written = textSchema('digest of the values as written: 16 bytes in hex');
  return {
    description: 'one line of a journal; each is on the disk before anything else happens',
    anyOf: [
      line('intent', { written, at: moment, media, stamp }),
      line('released', { reason: textSchema('code of the refusal: nothing was done') }),
      line('issued', { at: moment, issued: { type: 'object', description: 'a token, and the values with which its result is read' } }),
      line('unsure', { at: moment, reason: textSchema('why nobody has the answer'), media }),
      line('outcome', { at: moment, result: { type: 'object', description: 'the members of a result line, without those of the row' } }),
    ],
  };
}

const journalHeader = (): Schema =>
  withOptionalMembers(
    {
      type: { const: 'batch' },
      version: { const: 1 },
      batch: textSchema('name of the batch'),
      provider: textSchema('the vendor'),
      action: oneOfSchema(
        allActions.map(({ name }) => name),
        'the vendor’s name of the action',
      ),
      place: textSchema('`sandbox`, `service`, or an origin'),
      created: moment,
      worker: textSchema('name of the worker whose journal it is'),
      inode: number('inode of the file when it was created; a copy has a different one'),
      born: number('when the file was created, in Unix milliseconds; a copy has a different time'),
      asked: withOptionalMembers(
        {
          threshold: number('the --threshold of the run'),
          expect: list(textSchema('a check'), 'the --expect of the run'),
        },
        ['threshold', 'expect'],
      ),
    },
    ['worker', 'inode', 'born', 'asked'],
  );

const status = (): Schema =>
  object(
    {
      batch: textSchema('name of the batch'),
      action: textSchema('the vendor’s name of the action'),
      rows: count('submitted rows'),
      waiting: count('rows that are not called yet'),
      perSecond: number('rows that got an outcome, over the last minute'),
      leftSeconds: orNull(count('until all rows are called, at that rate; null if no row gets an outcome')),
      queued: count('in the queue now'),
      paused: orNull(textSchema('why no row is taken')),
      closed: { type: 'boolean', description: 'true if the batch was cancelled' },
      outcomes: byName(count('rows'), 'by verdict, and running, pending, failed and unsure'),
    },
    'idv batch status --json',
  );

/** JSON Schema of a result line of a batch; under `$defs` also of a journal's first line and the others, and of the status. */
export const batchSchema = (): Schema => ({
  $schema: draft,
  title: 'idv batch',
  type: 'object',
  properties: ofRow,
  required: ['schemaVersion', 'id', 'row'],
  anyOf: kinds(),
  $defs: { journalHeader: journalHeader(), journalLine: journalLine(), status: status() },
});
