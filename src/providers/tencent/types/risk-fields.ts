import type { Field } from '../../../core/action.ts';

/** What the service says about the device. */
export const deviceInfoLevel: Field = {
  name: 'DeviceInfoLevel',
  type: 'String',
  help: 'risk of the device: 1 safe, 2 low, 3 medium, 4 high; empty if not measured; only with SdkVersion ENHANCED or PLUS',
};

const livenessTag = (help: string): Field => ({
  name: 'LivenessInfoTag',
  type: 'Array of String',
  help: `why the liveness check failed: ${help}`,
});

/** Of the App SDKs. */
export const livenessInfoTag = livenessTag(
  '01 eyes closed throughout; 02 movement not done; 03 looks like an image that is replayed; ' +
    '04 an image, 05 a video or 06 a movement that looks artificial; 07 resembles a known fraud; 08 bears a watermark; ' +
    '09 light check failed; 10 face check failed; 11 face of poor quality; 12 capture of poor quality; ' +
    '13 looks like an adversarial sample; only with SdkVersion PLUS or PRO',
);

/** Of a verification page, where the same numbers mean other things: VerificationDetail in the vendor's Java SDK of 2026. */
export const livenessInfoTagOfPage = livenessTag(
  '01 eyes closed throughout; 02 movement not done; 03 looks like an image that is replayed; 04 looks artificial; ' +
    '05 resembles a known fraud; 06 bears a watermark; 07 light check failed; 08 another person took over; 09 face of poor quality; ' +
    '10 wrong distance; 11 looks like an adversarial sample; 12 traces of an attack at the mouth, 13 at the eyes; ' +
    '14 eyes or mouth covered; only with Version PLUS; may be null',
);
