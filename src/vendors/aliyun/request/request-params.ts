import { inProduct } from '../../../core/declare/action.ts';
import { isObject, type Param } from '../../../core/declare/params.ts';
import { type BodyValue, isFormable } from '../../../core/http.ts';
import { isRecord } from '../../../core/json.ts';
import type { Call } from '../../vendor.ts';
import { aliyunCalls } from '../actions/list.ts';
import { type ListStyle, type RpcParams, rpcParams } from './rpc-params.ts';

type NamedCall = Pick<Call, 'product' | 'actionName' | 'values'>;

function paramsOf({ product, actionName }: NamedCall): readonly Param[] {
  const found = aliyunCalls.find((candidate) => candidate.name === actionName && inProduct(candidate, product));
  return found?.params ?? [];
}

/**
 * Lists are numbered and objects dotted, unless the declaration says JSON. An undeclared object is JSON too, like `ServiceParameters` and
 * `TemplateParam`. Members of other objects are given by their dotted names.
 */
function styleOf(call: NamedCall): (name: string, value: BodyValue) => ListStyle {
  const params = paramsOf(call);
  return (name, value) => {
    const param = params.find((candidate) => candidate.name === name);
    const isJson = param ? isObject(param) && param.wire === 'json' : isRecord(value);
    return isJson ? 'json' : 'repeatList';
  };
}

/** The values of a call as parameters by name. */
export const requestParams = (call: NamedCall): RpcParams => rpcParams(call.values, styleOf(call));

/** Names of values that neither JSON nor numbered parameters can express. */
export function inexpressibleValues(call: NamedCall): string[] {
  const style = styleOf(call);
  return Object.entries(call.values).flatMap(([name, value]) => (style(name, value) === 'json' || isFormable(value) ? [] : [name]));
}
