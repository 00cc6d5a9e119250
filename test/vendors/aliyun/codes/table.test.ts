import { describe, expect, it } from 'vitest';
import { type CodeEntry, findCode } from '../../../../src/core/declare/codes.ts';
import { ekycCodes } from '../../../../src/vendors/aliyun/codes/ekyc.ts';
import { faceVerifyCodes, faceVerifyResults } from '../../../../src/vendors/aliyun/codes/face-verify.ts';
import { aliyunGatewayCodes } from '../../../../src/vendors/aliyun/codes/gateway.ts';
import { missingCodes } from '../../../../src/vendors/aliyun/codes/missing.ts';
import { aliyunCodes } from '../../../../src/vendors/aliyun/codes/table.ts';
import { visionCodes } from '../../../../src/vendors/aliyun/codes/vision.ts';

const documented: Readonly<Record<string, readonly string[]>> = {
  'refused, and can be repeated after a fix': [
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
    'InvalidOperation.NotSupportedEndpoint',
    'InvalidSecurityToken.Expired',
    'InvalidSecurityToken.Malformed',
    'InvalidSecurityToken.MismatchWithAccessKey',
    'NoPermission',
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
    'InvalidFile.URL',
    'InvalidImage.Region',
    'InvalidImage.URL',
    'InvalidDB.Status',
    'DataDuplication',
    'DownloadTimeout',
    'ToolargeImage',
    'Forbidden.RAMUserAccessDenied',
    '400',
    '403',
    '404',
  ],
  'refused, and can be repeated by an action that reads, with a new nonce': ['SignatureNonceUsed'],
  'limited, and can be repeated after a fix': [
    'InsufficientBalance',
    '402',
    'Forbidden.AccountAccessDenied',
    'Forbidden.ExceptionRepeatedInvoke',
  ],
  'limited, and can be repeated at once': ['Throttling', 'Throttling.User', 'Throttling.Api'],
  'failed, and can be repeated by an action that reads': [
    'InternalError',
    'ServiceUnavailable',
    'Timeout',
    'InternalError.Algo',
    'InternalError.Timeout',
  ],
  'failed, and is never repeated': ['500'],
};

/** Refusals of the current ID Verification that are about the person. */
const aboutPerson: Readonly<Record<string, string>> = {
  NoFaceDetected: 'retake',
  UnqualifiedPhoto: 'retake',
  ProcessNotCompleted: 'pending',
  TransactionIdInvalid: 'expired',
};

/** The values of `Data.retCode` of ID Verification, except OK_SUCCESS. */
const results: typeof documented = {
  'failed, and is never repeated': ['SYSTEM_ERROR'],
  retake: ['UNABLE_GET_IMAGE'],
  pending: ['PROCESSING'],
};

const rowsOf = (table: typeof documented) => Object.entries(table).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

function expectKind(entry: CodeEntry | undefined, kind: string): void {
  const effect = entry && ('verdict' in entry.effect ? entry.effect.verdict : entry.effect.category);
  expect(effect).toBe(kind.split(',')[0]);
  const retries = kind.includes('an action that reads')
    ? ['reading']
    : kind.includes('at once')
      ? ['now']
      : kind.includes('never')
        ? ['never']
        : ['fixed', 'never'];
  expect(retries).toContain(entry?.retry);
}

describe('every documented code', () => {
  it.each(rowsOf(documented))('%s is %s', (code, kind) => expectKind(aliyunCodes[code], kind));

  it.each(Object.entries(aboutPerson))('%s is %s', (code, verdict) => expect(aliyunCodes[code]?.effect).toEqual({ verdict }));

  it.each(rowsOf(results))('%s in Data is %s, and is not a code of the gateway', (code, kind) => {
    expectKind(faceVerifyResults[code], kind);
    expect(aliyunCodes).not.toHaveProperty([code]);
  });

  it('is in the tables, and the tables have no other codes', () => {
    const missing = Object.keys(missingCodes);
    expect(missing.every((code) => /^Missing[A-Z]\w+$/.test(code))).toBe(true);
    const listed = [...new Set([...Object.values(documented).flat(), ...missing])];
    expect(Object.keys(aliyunCodes).sort()).toEqual([...listed, ...Object.keys(aboutPerson)].sort());
    expect(Object.keys(faceVerifyResults).sort()).toEqual(Object.values(results).flat().sort());
  });
});

describe('the table', () => {
  it('gives every code its own meaning and its own hint', () => {
    const entries = [...Object.values(aliyunCodes), ...Object.values(faceVerifyResults)];
    expect(new Set(entries.map(({ meaning }) => meaning)).size).toBe(entries.length);
    expect(new Set(entries.map(({ hint }) => hint)).size).toBe(entries.length);
    for (const { meaning, hint } of entries) {
      expect(meaning).toMatch(/^[^\n]{10,120}[^.\s]$/);
      expect(hint).toMatch(/^[^\n]{10,180}[^.\s]$/);
    }
  });

  it('says for which result a new photo does not help, and that code 403 means a missing permission', () => {
    expect(faceVerifyResults.UNABLE_GET_IMAGE?.meaning).toMatch(/photo that was sent.*authority/);
    expect(faceVerifyResults.UNABLE_GET_IMAGE?.hint).toContain('a new photo does not help');
    expect(faceVerifyResults.PROCESSING?.hint).toContain('or take the photo again');
    expect(aliyunCodes['403']?.meaning).toContain('has no permission');
  });

  it('has all codes of its parts: no code is in two parts', () => {
    const parts = [aliyunGatewayCodes, missingCodes, visionCodes, ekycCodes, faceVerifyCodes];
    expect(Object.keys(aliyunCodes)).toHaveLength(parts.reduce((sum, part) => sum + Object.keys(part).length, 0));
  });

  it('treats an unknown subcode as the code above it', () => {
    expect(findCode(aliyunCodes, 'Throttling.Product')).toBe(aliyunCodes.Throttling);
    expect(findCode(aliyunCodes, 'InternalError.New')).toBe(aliyunCodes.InternalError);
    expect(findCode(aliyunCodes, 'Never.Heard')).toBeUndefined();
  });

  it('never says whether a call was billed', () => {
    expect(Object.values(aliyunCodes).map(({ billed }) => billed)).toEqual(Object.values(aliyunCodes).map(() => null));
  });
});
