import type { BodyValue } from '../../core/body.ts';
import { multipartForm } from '../multipart.ts';
import type { Payload } from '../vendor.ts';
import { leaves } from './flatten.ts';

/** Nested values become parts under dotted names, in the layout of the vendor's own SDK. */
export const multipartPayload = (values: Readonly<Record<string, BodyValue>>): Payload =>
  multipartForm(leaves(values).map(([name, value]) => ({ name, value })));
