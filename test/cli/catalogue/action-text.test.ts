import { describe, expect, it } from 'vitest';
import { describeAction } from '../../../src/cli/catalogue/action-description.ts';
import { actionText } from '../../../src/cli/catalogue/action-text.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { nestedAction } from '../../support/nested-action.ts';
import { actionNamed } from '../../support/sandbox-calls.ts';

const common = {
  params: [{ name: 'Nonce', type: 'String', required: true, help: 'a number once' }],
  refusal: [{ name: 'Code', type: 'String', help: 'what was wrong' }],
};

describe('the text of an action', () => {
  const text = actionText(describeAction(nestedAction, { common, actions: [] }, {}), 100);

  it.each([
    [['JudgePictures  (aliyun made 2020-01-01)', 'Judge pictures that do not exist']],
    [['Command: idv made pictures', 'The same action in other products: other 2021-01-01']],
    [['  Service, String, required', '      the service', '      always made_up']],
    [
      [
        '  ServiceParameters, MadeParameters, required',
        '      its parameters',
        '    --ref-face  refFace, String, required',
        '        photo of the document',
        '        JPEG, PNG; at most 5 MB; 32 to 4096 pixels a side',
      ],
    ],
    [['  --config  Config, MadeConfig', '      a whole', '    --config.check-mode  CheckMode, Integer, required']],
    [
      [
        '  Tasks, Array of MadeTask, required',
        '      the pictures',
        '      up to 3 of them',
        '    --image-data, --image, --photo  ImageData',
      ],
    ],
    [['Rules', '  a note goes with the photo of a document only']],
    [['Also in every request', '  Nonce  String, required: a number once']],
    [['Output', '  Data       what was found (MadeData)', '  RequestId  id of the call (String)']],
    [['Types', '  MadeParameters', '    refFace  photo of the document (String)']],
    [['  MadeData', '    Score  how good it is; null if not measured (Float; since 2021-03)']],
    [['In every refusal', '  Code  what was wrong (String)']],
    [['Regions: any', 'Requests per second: not published']],
    [['Errors (in addition to the common ones)', '  Broken']],
  ])('contains %j', (rows) => expect(text).toContain(rows.join('\n')));

  it('contains how long tokens are valid, and the thresholds with their odds', () => {
    const textOf = (name: string) => actionText(describeAction(actionNamed(name), tencent, {}), 100);
    expect(textOf('GetFaceIdTokenIntl')).toContain(
      [
        'Valid for',
        '  10 minutes  SdkToken, for one verification',
        '  3 days      the result, after the token was issued',
        '  2 hours     the result, according to the manual of May 2024\n',
      ].join('\n'),
    );
    expect(textOf('CompareFaceLiveness')).toContain(
      'Score\n  Sim, 0 to 100: 70 or more passes\n  70 lets 1 stranger in 1,000 pass, 80 lets 1 stranger in 10,000 pass\n',
    );
  });

  it('wraps long meanings within their column, to the width of the terminal', () => {
    const narrow = actionText(describeAction(actionNamed('CompareFaceLiveness'), tencent, {}), 70);
    const output = narrow.slice(narrow.indexOf('Output\n'), narrow.indexOf('In every refusal')).split('\n');
    expect(output).toContain('  Sim              similarity of the two faces, 0 to 100; valid only');
    expect(output).toContain('                   with Success and CompareLowSimilarity (Float)');
    expect(output.filter((line) => line.length > 70)).toEqual([]);
  });

  it('leaves out sections that the action does not have', () => {
    const { products: _products, ...plain } = nestedAction;
    const bare = actionText(describeAction({ ...plain, params: [], rules: [], types: {}, errors: [] }, { common, actions: [] }, {}), 100);
    const uploads = [{ flag: 'photo', help: 'a photo', url: 'Url' }];
    const judging = describeAction(actionNamed('CompareFaceLiveness'), tencent, {});
    const full = [describeAction({ ...nestedAction, uploads }, { common, actions: [] }, {}), judging]
      .map((face) => actionText(face, 100))
      .join();
    for (const heading of ['The same action in other products', 'Parameters', 'Local files', 'Rules', 'Types', 'Verdicts', 'Errors']) {
      expect(full).toContain(heading);
      expect(bare).not.toContain(heading);
    }
  });

  it('shows the positional form, the local file and the age', () => {
    const action = {
      ...nestedAction,
      params: [{ name: 'JobId', type: 'String' as const, positional: true, help: 'of a job' }],
      rules: [],
      uploads: [{ flag: 'photo', help: 'a photo', url: 'Url' }],
      since: '2026',
      retired: '2027',
    };
    const shown = actionText(describeAction(action, { common, actions: [] }, {}), 100);
    expect(shown).toContain('  <JobId>, --job-id  JobId, String\n');
    expect(shown).toContain('  --photo  fills Url\n      a photo\n');
    expect(shown).toContain('Since 2026\nRetired by the vendor on 2027\n');
  });
});
