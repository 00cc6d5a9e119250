import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';

/** `idv version`: what a bug report should say about idv and its platform. `--version` prints only the number. */
export const showVersion: Handler = async ({ runtime, options: raw, version }) => {
  const { nodeVersion: node, platform } = runtime;
  await printValue(
    runtime,
    { version, node, platform },
    () => `idv ${version}, Node.js ${node}, ${platform}\n`,
    plainOptions(raw, runtime),
  );
  return 0;
};
