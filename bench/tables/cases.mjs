// What is measured, its base, and the goals. `words` are the arguments of `idv`; `args` are the arguments of node for another program.
import { client } from '../measure/workspace.mjs';

const bareStart = ['-e', '0'];

const starts = [
  { name: 'idv --version', words: ['--version'], base: bareStart, goal: { most: 1.05 } },
  { name: 'idv --help', words: ['--help'], base: bareStart, goal: { most: 1.4 } },
  { name: 'idv compare --help', words: ['compare', '--help'], base: bareStart, goal: { most: 1.4 } },
  { name: 'idv vision compare --help', words: ['vision', 'compare', '--help'], base: bareStart, goal: { most: 1.4 } },
];

function calls({ small, large }, port) {
  const endpoint = ['--endpoint', `http://127.0.0.1:${port}`, '--json'];
  const compare = ([image, video], ...flags) => ['compare', '--image', image, '--video', video, ...flags];
  const bare = (files, where = port) => [client('bare-call.cjs'), ...files, where];
  return [
    {
      name: 'idv compare, 0.1 + 1.5 MB',
      words: compare(small, ...endpoint),
      base: bare(small),
      goal: { most: 1.3 },
      peakGoal: { most: 75 },
    },
    { name: 'idv compare, 1.4 + 6.3 MB', words: compare(large, ...endpoint), base: bare(large), goal: { most: 1.2 } },
    { name: 'idv compare --dry-run, 0.1 + 1.5 MB', words: compare(small, '--dry-run'), base: bare(small, 'dry'), goal: { most: 1.25 } },
    { name: 'idv compare --sandbox, 0.1 + 1.5 MB', words: compare(small, '--sandbox', '--json'), base: bare(small), goal: {} },
    { name: 'Tencent’s Node SDK, 0.1 + 1.5 MB', args: [client('sdk-call.cjs'), ...small, port], base: bare(small), goal: {} },
  ];
}

function pictures({ small: [photo] }, port) {
  const popCore = [client('pop-core.cjs'), photo, photo, port];
  const words = ['vision', 'compare', '--image-a', photo, '--image-b', photo, '--endpoint', `http://127.0.0.1:${port}`, '--json'];
  return [
    { name: 'idv vision compare, 2 × 0.1 MB', words, base: popCore, goal: { most: 0.9 } },
    { name: 'idv vision compare by acs3', words: [...words, '--sign-method', 'acs3'], base: popCore, goal: {} },
    { name: 'Alibaba’s openapi-client', args: [client('openapi-client.cjs'), photo, photo, port], base: popCore, goal: {} },
  ];
}

/** The chapters. The title of a chapter names the base of its ratios. */
export const chaptersOf = (media, port) => [
  { title: 'node -e 0', cases: starts },
  { title: 'a bare script that does the same', cases: calls(media, port) },
  { title: 'Alibaba’s pop-core', cases: pictures(media, port) },
];
