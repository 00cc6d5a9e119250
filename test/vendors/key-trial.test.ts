import { describe, expect, it } from 'vitest';
import { findCode } from '../../src/core/declare/codes.ts';
import { type RefusalTable, refusalCause, refusalCauses } from '../../src/vendors/key-trial.ts';
import { vendors } from '../../src/vendors/registry.ts';

const table: RefusalTable = { key: ['Auth', 'Key.Wrong'], permission: ['Auth.Denied'], activation: ['Off'], account: ['Auth.Arrears'] };

describe('the cause of a refusal', () => {
  it.each([
    ['Auth', 'key'],
    ['Auth.Anything', 'key'],
    ['Auth.Denied', 'permission'],
    ['Auth.Arrears', 'account'],
    ['Off.Now', 'activation'],
    ['Key.Wrong', 'key'],
    ['Key.Other', undefined],
    ['Authority', undefined],
    ['', undefined],
  ])('with the code "%s" is %s', (code, cause) => {
    expect(refusalCause(table, code)).toBe(cause);
  });
});

describe.each(vendors)('$name', (vendor) => {
  const { keyTrials, refusals, clockCodes, isThrottle } = vendor;

  it('has trials of a key that only read and give exactly the required parameters', () => {
    expect(keyTrials.length).toBeGreaterThan(0);
    for (const { action, values } of keyTrials) {
      expect(vendor.actions).toContain(action);
      expect(action.readOnly).toBe(true);
      const required = action.params.filter((param) => param.required).map(({ name }) => name);
      expect(Object.keys(values).sort()).toEqual(required.sort());
    }
  });

  it('lists each refusal under one cause; its codes are explained, and none is about time or rate', async () => {
    const codes = await vendor.loadCodes();
    const listed = refusalCauses.flatMap((cause) => refusals[cause]);
    expect(new Set(listed).size).toBe(listed.length);
    for (const code of listed) {
      const known = Object.keys(codes).some((each) => each === code || each.startsWith(`${code}.`));
      expect(known, code).toBe(true);
      expect(isThrottle(code), code).toBe(false);
      expect(clockCodes, code).not.toContain(code);
    }
  });

  it('accepts only explained codes that do not refuse the caller', async () => {
    const codes = await vendor.loadCodes();
    for (const code of keyTrials.flatMap(({ accepted }) => accepted)) {
      expect(refusalCause(refusals, code), code).toBeUndefined();
      expect(findCode(codes, code), code).toBeDefined();
    }
  });
});

it('refusalCause knows the codes that the manuals print for a wrong key, a missing permission and a service that is off', () => {
  const cause = (name: string, code: string) => {
    const vendor = vendors.find((each) => each.name === name);
    return vendor && refusalCause(vendor.refusals, code);
  };
  expect(cause('tencent', 'AuthFailure.SecretIdNotFound')).toBe('key');
  expect(cause('tencent', 'AuthFailure.SignatureFailure')).toBe('key');
  expect(cause('tencent', 'AuthFailure.UnauthorizedOperation')).toBe('permission');
  expect(cause('tencent', 'UnauthorizedOperation.Nonactivated')).toBe('activation');
  expect(cause('tencent', 'UnauthorizedOperation.Arrears')).toBe('account');
  expect(cause('tencent', 'InvalidParameterValue.BizTokenIllegal')).toBeUndefined();
  expect(cause('aliyun', 'InvalidAccessKeyId.NotFound')).toBe('key');
  expect(cause('aliyun', 'InvalidSecurityToken.Expired')).toBe('key');
  expect(cause('aliyun', 'Forbidden.RAM')).toBe('permission');
  expect(cause('aliyun', 'Forbidden.RiskControl')).toBe('account');
  expect(cause('aliyun', 'InvalidApi.NotPurchase')).toBe('activation');
  expect(cause('aliyun', 'InvalidApi.NotFound')).toBeUndefined();
});
