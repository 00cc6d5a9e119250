import type { Action } from '../../core/action.ts';
import { aliyun } from '../../providers/aliyun/provider.ts';

/** Every action that the gateway answers: those of the catalogue, and the one that a client calls by itself on the way. */
export const servedActions: readonly Action[] = [...aliyun.actions, ...(aliyun.uploads ? [aliyun.uploads.grant] : [])];
