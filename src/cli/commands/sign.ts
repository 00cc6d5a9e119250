import type { RawInput } from '../../app/raw-input.ts';
import type { Action } from '../../core/action.ts';
import type { Provider } from '../../providers/provider.ts';
import { requireProvider } from '../../providers/registry.ts';
import type { Runtime } from '../../runtime.ts';
import type { Handler, Unsent } from '../handler.ts';
import { withoutKeys } from '../without-keys.ts';
import { diffing } from './sign-diff.ts';
import { explaining } from './sign-explain.ts';

type Options = Readonly<Record<string, unknown>>;

/** What is done with the request of another command, and the options that this command then has. */
export interface Inspection {
  options: Options;
  unsent: Unsent;
}

/** Made before the other command reads its flags: another party's text decides about some of them. */
export type Inspect = (provider: Provider, options: Options, runtime: Runtime) => Promise<Inspection>;

interface Inspector {
  action(action: Action, raw: RawInput, options: Options, runtime: Runtime): Promise<number>;
  call: Handler;
  uploadFile: Handler;
}

/** Runs other commands up to the point at which they would send. */
function inspectorOf(inspect: Inspect): Inspector {
  const begin = async (provider: Provider, raw: Options, runtime: Runtime): Promise<Inspection> => {
    const { options, unsent } = await inspect(provider, raw, runtime);
    return { options: { ...options, dryRun: 'text' }, unsent };
  };
  return {
    action: (action, raw, options, outer) =>
      withoutKeys(outer, async (runtime) => {
        const { runAction } = await import('../run-action.ts');
        const inspection = await begin(requireProvider(action.provider), options, runtime);
        return runAction(action, raw, inspection.options, runtime, inspection.unsent);
      }),
    call: ({ runtime: outer, options, args }) =>
      withoutKeys(outer, async (runtime) => {
        const { providerOf, runCall } = await import('./call.ts');
        const inspection = await begin(providerOf(args[0] ?? '').provider, options, runtime);
        return runCall({ runtime, args, ...inspection });
      }),
    uploadFile: ({ runtime: outer, options, args }) =>
      withoutKeys(outer, async (runtime) => {
        const { uploadFile } = await import('./upload-file.ts');
        const inspection = await begin(requireProvider('tencent'), options, runtime);
        return uploadFile({ runtime, args, ...inspection });
      }),
  };
}

export const inspectors: Readonly<Record<'explain' | 'diff', Inspector>> = {
  explain: inspectorOf(explaining),
  diff: inspectorOf(diffing),
};
