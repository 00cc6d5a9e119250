import { type Action, inProduct } from '../../core/action.ts';
import { isObject, type Param } from '../../core/params.ts';
import type { Call } from '../provider.ts';
import { authorizeFileUpload } from './actions/authorize-file-upload.ts';
import { aliyunActions } from './actions/list.ts';
import { type ListStyle, type RpcParams, rpcParams } from './rpc-params.ts';

type Named = Pick<Call, 'product' | 'action' | 'values'>;

const declared: readonly Action[] = [...aliyunActions, authorizeFileUpload];

function paramsOf({ product, action }: Named): readonly Param[] {
  const found = declared.find((candidate) => candidate.name === action && inProduct(candidate, product));
  return found?.params ?? [];
}

/** Lists and objects are numbered and dotted, unless the declaration says JSON. */
function styleOf(call: Named): (name: string) => ListStyle {
  const asJson = new Set(paramsOf(call).flatMap((param) => (isObject(param) && param.wire === 'json' ? [param.name] : [])));
  return (name) => (asJson.has(name) ? 'json' : 'repeatList');
}

/** The values of a call as parameters by name. */
export const requestParams = (call: Named): RpcParams => rpcParams(call.values, styleOf(call));
