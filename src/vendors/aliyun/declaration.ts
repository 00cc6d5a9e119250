import type { VendorDeclaration } from '../vendor.ts';
import { aliyunActions } from './actions/list.ts';
import { aliyunCredentials } from './credentials.ts';

export const aliyunDeclaration = {
  name: 'aliyun',
  title: 'Alibaba Cloud',
  credentials: aliyunCredentials,
  commandGroups: {
    ekyc: 'ID Verification (current)',
    id: 'ID Verification (2019)',
    vision: 'Visual Intelligence',
  },
  callTargets: ['aliyun/ecs'],
  callExamples: ['aliyun/videoenhan GetAsyncJobResult -p JobId=4C467B38-3910-447D-87BC-AC049166F216'],
  actions: aliyunActions,
} as const satisfies VendorDeclaration;
