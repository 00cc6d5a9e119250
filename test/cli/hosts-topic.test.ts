import { expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

/** The hosts in the manual's table of service addresses. */
const manual = [
  'faceid.tencentcloudapi.com',
  'faceid.ap-guangzhou.tencentcloudapi.com',
  'faceid.ap-shanghai.tencentcloudapi.com',
  'faceid.ap-beijing.tencentcloudapi.com',
  'faceid.ap-chengdu.tencentcloudapi.com',
  'faceid.ap-chongqing.tencentcloudapi.com',
  'faceid.ap-hongkong.tencentcloudapi.com',
  'faceid.ap-singapore.tencentcloudapi.com',
  'faceid.ap-bangkok.tencentcloudapi.com',
  'faceid.ap-mumbai.tencentcloudapi.com',
  'faceid.ap-seoul.tencentcloudapi.com',
  'faceid.ap-tokyo.tencentcloudapi.com',
  'faceid.na-ashburn.tencentcloudapi.com',
  'faceid.na-siliconvalley.tencentcloudapi.com',
  'faceid.na-toronto.tencentcloudapi.com',
  'faceid.eu-frankfurt.tencentcloudapi.com',
];

it('idv help hosts lists every host, and what the host serves', async () => {
  const runtime = memoryRuntime({ env: { COLUMNS: '100' } });
  expect(await main(['help', 'hosts'], runtime, '0.0.0')).toBe(0);
  const rows = new Map([...runtime.out().matchAll(/^ {2}(\S+) {2,}(\S.*)$/gm)].map(([, host = '', serves = '']) => [host, serves]));
  expect([...rows.keys()].filter((host) => host.endsWith('.tencentcloudapi.com')).sort()).toEqual(
    [...manual, 'faceid.intl.tencentcloudapi.com'].sort(),
  );
  expect([...rows.keys()]).toEqual(vendors.flatMap(({ hosts }) => hosts.map(({ host }) => host)));
  expect(rows.get('faceid.eu-frankfurt.tencentcloudapi.com')).toBe('Frankfurt, Europe');
  expect(rows.get('saf.cn-shanghai.aliyuncs.com')).toBe('saf in cn-shanghai and cn-hangzhou');
  expect(rows.get('ocr.cn-shanghai.aliyuncs.com')).toBe('ocr, for every region');
});
