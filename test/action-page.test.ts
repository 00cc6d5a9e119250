import { describe, expect, it } from 'vitest';
import { actionPage } from '../scripts/action-page.ts';
import { tencent } from '../src/vendors/tencent/vendor.ts';
import { nestedAction } from './support/nested-action.ts';
import { actionNamed } from './support/sandbox-calls.ts';

describe('the page of an action', () => {
  const page = actionPage(nestedAction, { common: { params: [], refusal: [] }, actions: [] }, {});

  it.each([
    '`idv made pictures` — aliyun made 2020-01-01, other 2021-01-01',
    '|  | Service | String | yes | the service | always made_up |',
    '|  | ServiceParameters | MadeParameters | yes | its parameters |  |',
    '| `--ref-face` | refFace | String | yes | photo of the document | JPEG, PNG; at most 5 MB; 32 to 4096 pixels a side |',
    '| `--config.check-mode` | CheckMode | Integer | yes | a mode | 1 to 3 |',
    '|  | Tasks | Array of MadeTask | yes | the pictures | up to 3 of them |',
    '| `--image-data`, `--image`, `--photo` | ImageData | String | no | a picture | JPEG, PNG; at most 5 MB; 32 to 4096 pixels a side |',
    '| Data | MadeData | what was found |  |',
    '### MadeData\n\n| member | type | meaning |\n| --- | --- | --- |\n| Score | Float | how good it is; null if not measured; since 2021-03 |',
  ])('contains %j', (row) => expect(page).toContain(`${row}\n`));

  it('contains how long tokens are valid, and the thresholds with their odds', () => {
    const pageOf = (name: string) => actionPage(actionNamed(name), tencent, {});
    expect(pageOf('GetLivenessResult')).toContain(
      '## Valid for\n\n| what | how long |\n| --- | --- |\n| SdkToken, for one verification | 10 minutes |\n',
    );
    expect(pageOf('CompareFaceLiveness')).toContain('`Sim`, 0 to 100: 70 or more passes.\n\n| threshold | who passes by chance |');
    expect(pageOf('CompareFaceLiveness')).toContain('| 70 | 1 stranger in 1,000 |\n| 80 | 1 stranger in 10,000 |\n');
  });
});
