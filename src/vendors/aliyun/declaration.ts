import type { VendorDeclaration } from '../vendor.ts';
import { aliyunActions } from './actions/list.ts';
import { aliyunCredentials } from './credentials.ts';

export const aliyunDeclaration = {
  name: 'aliyun',
  title: 'Alibaba Cloud',
  credentials: aliyunCredentials,
  commandGroups: {
    ekyc: 'Alibaba Cloud ID Verification: faces, documents, forged faces, and checks on a page or in an App',
    id: 'Alibaba Cloud ID Verification of 2019, without documents today',
    vision: 'Alibaba’s Visual Intelligence API: faces, liveness, documents, jobs',
  },
  places: ['aliyun/ecs'],
  callExamples: ['aliyun/videoenhan GetAsyncJobResult -p JobId=4C467B38-3910-447D-87BC-AC049166F216'],
  actions: aliyunActions,
} as const satisfies VendorDeclaration;
