import { describe, expect, it } from 'vitest';
import { readableRows } from '../../../src/cli/show/show-result.ts';
import { getAsyncJobResult } from '../../../src/vendors/aliyun/actions/get-async-job-result.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { deepAction as action, deepAnswer as fields } from '../../support/deep-answer.ts';

describe('readableRows', () => {
  const text = (showPii: boolean) =>
    readableRows({ vendor: tencent, product: 'faceid', action }, fields, { showPii, keepsFiles: false })
      .map((row) => `${' '.repeat(row.depth)}${row.name} ${row.text}`)
      .join('\n');

  it('masks personal data and undeclared members', () => {
    expect(text(false)).not.toContain('SANDBOX PERSON');
    expect(text(false)).not.toContain('PERHAPS A NAME');
    expect(text(true)).toContain('SANDBOX PERSON');
    expect(text(false)).toContain('Passed true');
  });

  it('shows records of scalars as a table', () => {
    expect(text(false)).toContain('Attempts \n  Code  Text\n  1     blurred\n  0');
  });

  it('leaves out the members that the summary shows', () => {
    expect(text(false)).not.toContain('ErrorCode');
    expect(text(false)).not.toContain('RequestId');
  });

  it('masks the answer of an unknown action when its product is about persons', () => {
    const unknown = (product: string) =>
      readableRows({ vendor: aliyun, product, action: undefined }, { Name: 'SOMEBODY' }, { showPii: false, keepsFiles: false });
    expect(JSON.stringify(unknown('ocr'))).not.toContain('SOMEBODY');
    expect(JSON.stringify(unknown('viapi'))).not.toContain('SOMEBODY');
    expect(JSON.stringify(unknown('ecs'))).toContain('SOMEBODY');
  });

  it('shows the short values of an unknown action, because one of them is its result', () => {
    const answer = {
      AttackRiskLevel: 'High',
      Result: -1,
      Passed: 'N',
      Score: 96.3,
      Sure: true,
      FullName: 'WANG',
      IdNumber: '12',
      Owner: 'A B',
      Num: '7',
    };
    const rows = readableRows({ vendor: tencent, product: 'faceid', action: undefined }, answer, { showPii: false, keepsFiles: false });
    const shown = Object.fromEntries(rows.map(({ name, text }) => [name, text]));
    expect(shown).toMatchObject({ AttackRiskLevel: 'High', Result: '-1', Passed: 'N', Score: '96.3', Sure: 'true' });
    for (const name of ['FullName', 'IdNumber', 'Owner', 'Num']) expect(shown[name]).toContain('••••');
  });

  it('masks the result of a job', () => {
    const asked = { vendor: aliyun, product: 'ocr', action: getAsyncJobResult };
    const answer = { Data: { JobId: 'job-1', Status: 'PROCESS_SUCCESS', Result: '{"Name":"SOMEBODY"}' } };
    expect(JSON.stringify(readableRows(asked, answer, { showPii: false, keepsFiles: false }))).not.toContain('SOMEBODY');
    expect(JSON.stringify(readableRows(asked, answer, { showPii: true, keepsFiles: false }))).toContain('SOMEBODY');
    expect(JSON.stringify(readableRows(asked, answer, { showPii: false, keepsFiles: false }))).toContain('job-1');
  });
});
