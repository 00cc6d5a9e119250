import { expect, it } from 'vitest';
import { aliyun } from '../../../../src/vendors/aliyun/vendor.ts';

it('what may be repeated after an outage is what bills nothing: all other calls are paid each time', () => {
  const grant = aliyun.uploads ? [aliyun.uploads.grant] : [];
  const repeatable = [...aliyun.actions, ...grant].filter(({ readOnly }) => readOnly).map(({ name }) => name);
  expect(repeatable).toEqual(['CheckResult', 'GetAsyncJobResult', 'AuthorizeFileUpload']);
});
