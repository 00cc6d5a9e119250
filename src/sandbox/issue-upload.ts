import type { Action } from '../core/action.ts';
import type { Scene } from './scene.ts';
import { objectPath, presign, uploadLifetimeS } from './upload-urls.ts';

const answers = ({ output }: Action, members: readonly string[]): boolean =>
  members.every((member) => output.some(({ name }) => name === member));

/** Hands out an address to PUT to. */
export const issuesUploadUrl = (action: Action): boolean => answers(action, ['UploadUrl', 'ResourceUrl']);

/** An action that hands out a place to upload to, an address or the right to post a form, is known by what it answers. */
export const issuesUpload = (action: Action): boolean => issuesUploadUrl(action) || answers(action, ['EncodedPolicy', 'ObjectKey']);

/** Where to PUT a file, and where it is to be had afterwards. */
export function issueUpload({ product }: Action, values: Readonly<Record<string, unknown>>, scene: Scene): Record<string, unknown> {
  const nowS = Math.floor(scene.nowMs / 1000);
  const path = objectPath(product, String(values.TargetAction), scene.requestId);
  return {
    UploadUrl: `${scene.origin}${presign('PUT', path, nowS)}`,
    ResourceUrl: `${scene.origin}${presign('GET', path, nowS)}`,
    ExpiredTimestamp: nowS + uploadLifetimeS,
  };
}
