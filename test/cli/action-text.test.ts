import { describe, expect, it } from 'vitest';
import { actionFace } from '../../src/cli/action-face.ts';
import { actionText } from '../../src/cli/action-text.ts';
import { nestedAction } from '../support/nested-action.ts';

const common = {
  params: [{ name: 'Nonce', type: 'String', required: true, help: 'a number once' }],
  refusal: [{ name: 'Code', type: 'String' }],
};

describe('the text of an action', () => {
  const text = actionText(actionFace(nestedAction, { common }, {}));

  it.each([
    [['JudgePictures  (aliyun made 2020-01-01)', 'Judge pictures that do not exist']],
    [['Command: idv made pictures', 'The same action elsewhere: other 2021-01-01']],
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
    [['In every request besides', '  Nonce  String, required: a number once']],
    [['Output', '  Data  MadeData', '  RequestId  String']],
    [['Types', '  MadeParameters', '    refFace  String']],
    [['  MadeData', '    Score  Float']],
    [['In every refusal', '  Code  String']],
    [['Regions: any', 'Requests a second: not published']],
    [['Errors (besides the common ones)', '  Broken']],
  ])('has %j', (rows) => expect(text).toContain(rows.join('\n')));

  it('leaves out what the action does not have', () => {
    const { products: _products, ...plain } = nestedAction;
    const bare = actionText(actionFace({ ...plain, params: [], rules: [], types: {}, errors: [] }, { common }, {}));
    for (const heading of ['elsewhere', 'Parameters', 'Local files', 'Rules', 'Types', 'Verdicts', 'Errors'])
      expect(bare).not.toContain(heading);
  });

  it('names the word, the local file and the age', () => {
    const action = {
      ...nestedAction,
      params: [{ name: 'JobId', type: 'String' as const, positional: true, help: 'of a job' }],
      rules: [],
      uploads: [{ flag: 'photo', help: 'a photo', url: 'Url' }],
      since: '2026',
      retired: '2027',
    };
    const shown = actionText(actionFace(action, { common }, {}));
    expect(shown).toContain('  <JobId>, --job-id  JobId, String\n');
    expect(shown).toContain('  --photo  fills Url\n      a photo\n');
    expect(shown).toContain('Since 2026\nRetired by the vendor on 2027\n');
  });
});
