// Prints how long whole commands take as ratios to a bare `node -e 0`, interleaved in one run so that a drifting machine
// drifts for all alike. Run by hand: npm run build && npm run bench [-- ROUNDS]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const rounds = Number(process.argv[2] ?? 20);
const folder = await mkdtemp(join(tmpdir(), 'idv-bench-'));

/** A valid file of about the wanted size: the fixture with trailing bytes (JPEG) or a `free` box (MP4). */
async function jpegOf(bytes) {
  const file = await readFile(join(root, 'fixtures/portrait.jpg'));
  const path = join(folder, `${bytes}.jpg`);
  await writeFile(path, Buffer.concat([file, Buffer.alloc(Math.max(0, bytes - file.length))]));
  return path;
}

async function mp4Of(bytes) {
  const file = await readFile(join(root, 'fixtures/selfie-3s.mp4'));
  const box = Buffer.alloc(Math.max(8, bytes - file.length), 0x41);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  const path = join(folder, `${bytes}.mp4`);
  await writeFile(path, Buffer.concat([file, box]));
  return path;
}

const server = spawn(process.execPath, [join(here, 'loopback.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
const [first] = await once(server.stdout, 'data');
const port = Number(String(first));

// The machine's own environment: NODE_EXTRA_CA_CERTS, for one, is in the bare start too.
const env = {
  ...process.env,
  HOME: folder,
  TENCENTCLOUD_SECRET_ID: 'sandbox-id',
  TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'sandbox-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'sandbox-key',
};
const idv = join(root, 'bin/idv.js');
const endpoint = `http://127.0.0.1:${port}`;
const compare = (image, video) => [idv, 'compare', '--image', image, '--video', video, '--endpoint', endpoint, '--json'];
const faces = (image, ...flags) => [
  idv,
  'vision',
  'compare',
  '--image-a',
  image,
  '--image-b',
  image,
  '--endpoint',
  endpoint,
  '--json',
  ...flags,
];
const small = [await jpegOf(100 * 1024), await mp4Of(1.5 * 1024 * 1024)];
// 1.9 MB and 8 MB as base64: the largest clip, and a photo that fits with it under 10 MB.
const large = [await jpegOf(1_420_000), await mp4Of(6_290_000)];
// The most that CompareFace takes of one picture.
const widest = await jpegOf(5_138_000);

const cases = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'idv --version', args: [idv, '--version'], bound: 1.15 },
  { name: 'idv --help', args: [idv, '--help'], bound: 1.5 },
  { name: 'idv compare, 100 KB + 1.5 MB', args: compare(...small), bound: 2.0 },
  { name: 'idv compare, largest body', args: compare(...large), bound: 2.6, peakMiB: 100 },
  { name: 'idv compare --sandbox', args: [idv, 'compare', '--image', small[0], '--video', small[1], '--sandbox', '--json'] },
  { name: 'idv vision compare, 2 x 100 KB', args: faces(small[0]) },
  { name: 'idv vision compare, 2 x 4.9 MB', args: faces(widest) },
  { name: 'idv vision compare, the same by acs3', args: faces(widest, '--sign-method', 'acs3') },
  { name: 'Tencent’s Node SDK, 100 KB + 1.5 MB', args: [join(here, 'peer-sdk.cjs'), ...small, String(port)] },
  { name: 'Alibaba’s pop-core, 2 x 100 KB', args: [join(here, 'peer-pop-core.cjs'), small[0], small[0], String(port)] },
  { name: 'Alibaba’s pop-core, 2 x 4.9 MB', args: [join(here, 'peer-pop-core.cjs'), widest, widest, String(port)] },
];

async function run(args) {
  const started = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (data) => {
    err += data;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args.slice(0, 3).join(' ')} exited ${code}: ${err}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

async function peakMiB(args) {
  const child = spawn(process.execPath, ['--require', join(here, 'peak.cjs'), ...args], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stdio[3].on('data', (data) => {
    text += data;
  });
  await once(child, 'close');
  return Number(text) / 1024;
}

/** A labelled set in which people repeat, as rows of a batch: a tenth genuine, the scores of both classes overlapping. */
async function labelledSet(rows, people) {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const lines = ['label,subject,reference,score'];
  for (let row = 0; row < rows; row += 1) {
    const genuine = row % 10 === 0;
    const subject = Math.floor(random() * people);
    const reference = genuine ? subject : (subject + 1 + Math.floor(random() * (people - 1))) % people;
    const score = (genuine ? 80 : 40) + 20 * (random() + random() + random() - 1.5);
    lines.push(`${genuine ? 'genuine' : 'impostor'},p${subject},p${reference},${score.toFixed(4)}`);
  }
  const path = join(folder, `${rows}.csv`);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

/** What counts here is seconds, not ratios: most of the time is counting. */
async function benchEval() {
  const evaluations = [
    {
      name: 'idv eval, 20,000 rows, 2,000 resamples',
      rows: 20_000,
      people: 500,
      flags: [],
      most: 1.0,
      peak: 150,
      rounds: Math.min(rounds, 5),
    },
    {
      name: 'idv eval, 1,000,000 rows, no bootstrap',
      rows: 1_000_000,
      people: 5000,
      flags: ['--resamples', '0'],
      most: 5,
      rounds: Math.min(rounds, 3),
    },
  ];
  console.log(`\n${'more than idv --version'.padEnd(40)}  seconds  bound   peak MiB  bound`);
  for (const { name, rows, people, flags, most, peak, rounds: times } of evaluations) {
    const args = [idv, 'eval', await labelledSet(rows, people), '--threshold', '70', '--json', ...flags];
    const seconds = [];
    for (let round = 0; round < times; round += 1) {
      const version = await run([idv, '--version']);
      seconds.push(((await run(args)) - version) / 1000);
    }
    const used = await peakMiB(args);
    console.log(
      `${name.padEnd(40)}  ${median(seconds).toFixed(2).padStart(7)}  ${most.toFixed(1).padStart(5)}  ${used.toFixed(0).padStart(9)}  ${String(peak ?? '').padStart(5)}`,
    );
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  for (const { args } of cases) await run(args);
  const times = cases.map(() => []);
  for (let round = 0; round < rounds; round += 1) for (const [index, { args }] of cases.entries()) times[index].push(await run(args));
  const bare = median(times[0]);
  console.log(`Node ${process.versions.node}, ${rounds} rounds; bare node ${bare.toFixed(1)} ms (median)\n`);
  console.log(`${'command'.padEnd(36)}  ratio  bound   peak MiB  bound`);
  for (const [index, { name, args, bound, peakMiB: most }] of cases.entries()) {
    const ratio = median(times[index].map((ms, round) => ms / times[0][round]));
    const peak = await peakMiB(args);
    console.log(
      `${name.padEnd(36)}  ${ratio.toFixed(2).padStart(5)}  ${(bound?.toFixed(2) ?? '').padStart(5)}  ${peak.toFixed(0).padStart(9)}  ${String(most ?? '').padStart(5)}`,
    );
  }
  await benchEval();
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}
