import { describe, expect, it } from 'vitest';
import { findCode } from '../../../../src/core/codes.ts';
import { faceVerifyCodes, faceVerifyResults } from '../../../../src/providers/aliyun/codes/face-verify.ts';
import { gatewayCodes } from '../../../../src/providers/aliyun/codes/gateway.ts';
import { missingCodes } from '../../../../src/providers/aliyun/codes/missing.ts';
import { aliyunCodes } from '../../../../src/providers/aliyun/codes/table.ts';
import { visionCodes } from '../../../../src/providers/aliyun/codes/vision.ts';

const documented: Readonly<Record<string, readonly string[]>> = {
  'refused, and only after somebody acted': [
    'InvalidAccessKeyId.NotFound',
    'InvalidAccessKeyId.Inactive',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'InvalidSignatureMethod',
    'InvalidTimeStamp.Expired',
    'InvalidTimeStamp.Format',
    'MissingParameter',
    'MissingAction',
    'MissingSecurityToken',
    'InvalidParameter',
    'InvalidApi.NotFound',
    'InvalidProduct.NotFound',
    'InvalidAction',
    'InvalidAction.NotFound',
    'NoSuchVersion',
    'UnsupportedHTTPMethod',
    'UnsupportedOperation',
    'Forbidden.RAM',
    'Forbidden.RiskControl',
    'AuthFailed',
    'ParameterError',
    'ClientError.IllegalArgument',
    'IllegalUrlParameter',
    'EntityNotExist.Role',
    'InvalidAccessKeySecret',
    'InvalidApi.ForbiddenInvoke',
    'InvalidApi.OutOfService',
    'InvalidApi.NotPurchase',
    'InvalidFile.Content',
    'InvalidFile.Decode',
    'InvalidFile.Download',
    'InvalidImage.Region',
    'InvalidDB.Status',
    '400',
    '403',
    '404',
  ],
  'refused, and at once with a new nonce': ['SignatureNonceUsed'],
  'limited, and only after somebody acted': ['InsufficientBalance', '402'],
  'limited, and at once': ['Throttling', 'Throttling.User', 'Throttling.Api'],
  'failed, and at once': ['InternalError', 'ServiceUnavailable', 'Timeout', 'InternalError.Algo', 'InternalError.Timeout'],
  'failed, and never': ['500', 'SYSTEM_ERROR'],
  retake: ['UNABLE_GET_IMAGE'],
  pending: ['PROCESSING'],
};

const rows = Object.entries(documented).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

describe('every documented code', () => {
  it.each(rows)('%s is %s', (code, kind) => {
    const entry = aliyunCodes[code];
    const effect = entry && ('verdict' in entry.effect ? entry.effect.verdict : entry.effect.category);
    expect(effect).toBe(kind.split(',')[0]);
    const retries = kind.includes('at once') ? ['now'] : kind.includes('and never') ? ['never'] : ['fixed', 'never'];
    expect(retries).toContain(entry?.retry);
  });
});

describe('the table', () => {
  it('gives every code a meaning and a hint of its own', () => {
    const entries = Object.values(aliyunCodes);
    expect(new Set(entries.map(({ meaning }) => meaning)).size).toBe(entries.length);
    expect(new Set(entries.map(({ hint }) => hint)).size).toBe(entries.length);
    for (const { meaning, hint } of entries) {
      expect(meaning).toMatch(/^[^\n]{10,120}[^.\s]$/);
      expect(hint).toMatch(/^[^\n]{10,180}[^.\s]$/);
    }
  });

  it('loses none to another of the same name', () => {
    const parts = [gatewayCodes, missingCodes, visionCodes, faceVerifyCodes, faceVerifyResults];
    expect(Object.keys(aliyunCodes)).toHaveLength(parts.reduce((sum, part) => sum + Object.keys(part).length, 0));
  });

  it('reads a subcode that nobody listed as the code above it', () => {
    expect(findCode(aliyunCodes, 'Throttling.Product')).toBe(aliyunCodes.Throttling);
    expect(findCode(aliyunCodes, 'InternalError.New')).toBe(aliyunCodes.InternalError);
    expect(findCode(aliyunCodes, 'Never.Heard')).toBeUndefined();
  });

  it('never says that a call was free', () => {
    expect(Object.values(aliyunCodes).map(({ billed }) => billed)).toEqual(Object.values(aliyunCodes).map(() => null));
  });
});
