// Writes fixtures/labelled.ndjson and fixtures/labelled-pairs.csv, with the built program: node scripts/labelled-fixtures.mjs
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const run = promisify(execFile);

const times = (count, value) => Array.from({ length: count }, () => value);
const person = (number) => `person-${String(number).padStart(2, '0')}`;

/** The content of each row, and the outcome that the sandbox should give. */
function* plan() {
  const genuine = [...times(33, 'Success'), 'low-similarity', 'spoof', 'too-dark', 'several-faces', 'no-face'];
  for (const [index, outcome] of genuine.entries()) {
    const one = { label: 'genuine', subject: person(index), reference: person(index), transaction: `t${index}` };
    yield { ...one, attempt: 1, outcome };
    // A person who was asked to try again did so once.
    if (index > 34) yield { ...one, attempt: 2, outcome: 'Success' };
  }
  const impostor = [...times(28, 'low-similarity'), 'too-dark', 'too-dark', 'internal-error'];
  for (const [index, outcome] of impostor.entries()) {
    yield {
      label: 'impostor',
      subject: person(index),
      reference: person((index + 1) % 38),
      transaction: `t${100 + index}`,
      attempt: 1,
      outcome,
    };
  }
  for (const [species, outcomes] of [
    ['print', [...times(7, 'spoof'), 'too-dark']],
    ['screen', [...times(6, 'spoof'), 'low-similarity', 'Success']],
  ]) {
    for (const [index, outcome] of outcomes.entries()) {
      yield {
        label: 'attack',
        species,
        subject: person(index),
        reference: person(index),
        transaction: `${species}${index}`,
        attempt: 1,
        outcome,
      };
    }
  }
}

/** One call; a failed one is a row too. Values that change from run to run are left out. */
async function answer(image, video, outcome) {
  const argv = ['compare', '--image', image, '--video', video, '--sandbox', '--outcome', outcome, '--json', '--retries', '0'];
  const { stdout, stderr } = await run(process.execPath, [join(root, 'bin/idv.js'), ...argv]).catch((failed) => failed);
  if (stdout !== '') {
    const { endpoint, requestId, durationMs, response, artifacts, ...result } = JSON.parse(stdout);
    return result;
  }
  const line = stderr.trimEnd().split('\n').at(-1);
  const { category, code, message } = JSON.parse(line).error;
  return { schemaVersion: 1, sandbox: true, error: { category, code, message } };
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function sandboxRows() {
  const folder = await mkdtemp(join(tmpdir(), 'idv-labelled-'));
  const portrait = await readFile(join(root, 'fixtures/portrait.jpg'));
  const video = join(root, 'fixtures/selfie-3s.mp4');
  const clip = sha256(await readFile(video));
  const lines = [];
  try {
    for (const { outcome, ...columns } of plan()) {
      const row = lines.length + 1;
      // Every row gets a different picture, because the same pair twice would count once.
      const image = Buffer.concat([portrait, Buffer.from(`row ${row}`)]);
      const path = join(folder, 'image.jpg');
      await writeFile(path, image);
      const result = await answer(path, video, outcome);
      lines.push(
        JSON.stringify({ id: `r${row}`, row, ...result, ...columns, media: { image: { sha256: sha256(image) }, video: { sha256: clip } } }),
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return `${lines.join('\n')}\n`;
}

/** Two systems on the same pairs of made-up people, who differ in how well they are recognised. */
function scoredPairs() {
  let state = 2024;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const spread = (width) => width * (random() + random() + random() - 1.5);
  const score = (value) => Math.min(100, Math.max(0, value)).toFixed(2);
  const lines = ['label,split,device,subject,reference,score,score_new'];
  for (const half of ['dev', 'eval']) {
    const people = Array.from({ length: 40 }, (_, index) => ({
      name: `${half}-${String(index).padStart(2, '0')}`,
      device: random() < 0.6 ? 'phone' : 'laptop',
      ease: spread(8),
    }));
    const pair = (label, subject, reference, centre) => {
      const common = centre + subject.ease + (subject.device === 'laptop' ? -2 : 0);
      const [before, after] = [common + spread(24), common + (label === 'genuine' ? 2 : -3) + spread(22)];
      lines.push([label, half, subject.device, subject.name, reference.name, score(before), score(after)].join(','));
    };
    for (const one of people) for (let time = 0; time < 3; time += 1) pair('genuine', one, one, 83);
    for (const one of people) {
      for (let time = 0; time < 8; time += 1) pair('impostor', one, people[(people.indexOf(one) + 1 + Math.floor(random() * 39)) % 40], 41);
    }
  }
  return `${lines.join('\n')}\n`;
}

await writeFile(join(root, 'fixtures/labelled.ndjson'), await sandboxRows());
await writeFile(join(root, 'fixtures/labelled-pairs.csv'), scoredPairs());
