import type { Field } from '../../../core/declare/action.ts';
import { appSdkTags, type LivenessTags, pageTags } from './liveness-tags.ts';

/** The service's rating of the device. */
export const deviceInfoLevel: Field = {
  name: 'DeviceInfoLevel',
  type: 'String',
  help: 'risk of the device: 1 safe, 2 low, 3 medium, 4 high; empty if not measured; only with SdkVersion ENHANCED or PLUS',
};

const livenessTag = (tags: LivenessTags, when: string): Field => ({
  name: 'LivenessInfoTag',
  type: 'Array of String',
  help: `why the liveness check failed: ${Object.entries(tags)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([tag, { meaning }]) => `${tag} ${meaning}`)
    .join('; ')}; ${when}`,
});

/** For the App SDKs. */
export const livenessInfoTag = livenessTag(appSdkTags, 'only with SdkVersion PLUS or PRO');

/** For a verification page, where the same numbers have different meanings: VerificationDetail in the vendor's Java SDK of 2026. */
export const livenessInfoTagOfPage = livenessTag(pageTags, 'only with Version PLUS; may be null');
