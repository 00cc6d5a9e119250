import type { Action } from '../core/declare/action.ts';
import { aliyunActions } from './aliyun/actions/list.ts';
import { tencentActions } from './tencent/actions/list.ts';

/** Every action that idv knows, in the order in which help shows them. Declarations alone: help loads no code that signs. */
export const allActions: readonly Action[] = [...tencentActions, ...aliyunActions];
