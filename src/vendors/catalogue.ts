import type { Action } from '../core/declare/action.ts';
import { aliyunDeclaration } from './aliyun/declaration.ts';
import { tencentDeclaration } from './tencent/declaration.ts';
import type { VendorDeclaration } from './vendor.ts';

/** In the order in which help shows them; the first is the default of a command that names no vendor. */
const declarations = [tencentDeclaration, aliyunDeclaration] as const satisfies readonly VendorDeclaration[];

export type VendorName = (typeof declarations)[number]['name'];

type ListedVendor = VendorDeclaration & { name: VendorName };

/** Only declarations, so that help loads no code for signing. */
export const declaredVendors: readonly [ListedVendor, ...ListedVendor[]] = declarations;

export const allActions: readonly Action[] = declaredVendors.flatMap(({ actions }) => actions);
