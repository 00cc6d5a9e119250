import type { Action } from '../core/declare/action.ts';
import { findProvider } from '../providers/registry.ts';
import type { Scene } from './scene.ts';
import { objectPath, presign, uploadLifetimeS } from './upload-urls.ts';

/** An action that hands out a place to upload to: an address, or the right to post a form. */
export const issuesUpload = (action: Action): boolean => findProvider(action.provider)?.uploads?.grant === action;

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
