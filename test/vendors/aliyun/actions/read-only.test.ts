import { expect, it } from 'vitest';
import { aliyun } from '../../../../src/vendors/aliyun/vendor.ts';

it('only the calls that cost nothing may be repeated after an outage', () => {
  const grant = aliyun.uploads ? [aliyun.uploads.grant] : [];
  const repeatable = [...aliyun.actions, ...grant].filter(({ readOnly }) => readOnly).map(({ name }) => name);
  expect(repeatable).toEqual(['CheckResult', 'GetAsyncJobResult', 'AuthorizeFileUpload']);
});
