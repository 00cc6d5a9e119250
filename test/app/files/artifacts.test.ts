import { expect, it } from 'vitest';
import { saveArtifacts } from '../../../src/app/files/artifacts.ts';
import type { FileTransport } from '../../../src/app/files/file-exchange.ts';
import type { Action } from '../../../src/core/declare/action.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

it('a media member that is not base64 is no file, and its error names the member', async () => {
  const action = { output: [{ name: 'Picture', type: 'String', media: 'image', help: 'a picture' }], types: {} } as unknown as Action;
  const target = { dir: '/nowhere', force: false, uuid: () => 'u' };
  const { artifacts, fault } = await saveArtifacts(action, { Picture: '!!' }, target, memoryRuntime().fs, {} as FileTransport);
  expect(artifacts).toEqual([]);
  expect(fault).toMatchObject({ code: 'no-media', category: 'unreadable', message: 'Picture is not base64' });
});
