import { describe, expect, it } from 'vitest';
import { describeAction } from '../../../src/cli/catalogue/action-description.ts';
import { main } from '../../../src/main.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';
import { nestedAction, picture } from '../../support/nested-action.ts';
import { actionNamed } from '../../support/sandbox-calls.ts';

const common = {
  params: [{ name: 'Nonce', type: 'String', required: true, help: 'a number once' }],
  refusal: [{ name: 'Code', type: 'String', sensitive: true, help: 'what was wrong' }],
};
const description = describeAction(nestedAction, { common, actions: [] }, {});
const [service, parameters, config, tasks] = description.params;

describe('the JSON of an action', () => {
  it('has the parameters and refusals that are common to its vendor, and its products', () => {
    expect(description).toMatchObject({
      command: 'idv made pictures',
      products: { other: '2021-01-01' },
      commonParams: common.params,
      refusal: [{ name: 'Code', type: 'String', help: 'what was wrong' }],
      rules: ['a note goes with the photo of a document only'],
      errors: [{ code: 'Broken', meaning: null }],
      verdicts: [],
    });
  });

  it('has every nested object of output and parameters', () => {
    expect(Object.keys(description.types)).toEqual(['MadeParameters', 'MadeConfig', 'MadeTask', 'MadeData']);
    expect(description.types).toMatchObject({
      MadeTask: [
        { name: 'ImageData', type: 'String' },
        { name: 'ImageURL', type: 'String' },
      ],
      MadeData: [{ name: 'Score', type: 'Float' }],
    });
  });

  it('says what every member means, and since when it exists', () => {
    expect(description.output[0]).toEqual({ name: 'Data', type: 'MadeData', help: 'what was found' });
    expect(description.types.MadeData).toEqual([
      { name: 'Score', type: 'Float', help: 'how good it is; null if not measured', since: '2021-03' },
    ]);
    expect(description.types.MadeConfig?.[0]).toEqual({ name: 'CheckMode', type: 'Integer', help: 'a mode' });
    expect(description.refusal).toEqual([{ name: 'Code', type: 'String', help: 'what was wrong' }]);
  });

  it('has no score and no lifetime for an action without them', () => {
    expect(description).not.toHaveProperty('score');
    expect(description).not.toHaveProperty('validity');
  });

  it('has the score with the published thresholds', () => {
    expect(describeAction(actionNamed('CompareFaceLiveness'), tencent, {}).score).toEqual({
      member: 'Sim',
      threshold: 70,
      thresholds: [
        { score: 70, falseAcceptRate: 0.001 },
        { score: 80, falseAcceptRate: 0.0001 },
      ],
    });
  });

  it.each(allActions)('explains every member of $name in idv actions show', async ({ name }) => {
    const runtime = memoryRuntime();
    expect(await main(['actions', 'show', name, '--json'], runtime, '0.0.0')).toBe(0);
    const { output, types, refusal } = JSON.parse(runtime.out());
    const members: { name: string; help?: string }[] = [output, refusal, ...Object.values(types)].flat();
    expect(members.length).toBeGreaterThan(3);
    expect(members.filter(({ help = '' }) => help === '')).toEqual([]);
  });

  it('has the lifetimes of a result in seconds', async () => {
    const runtime = memoryRuntime();
    await main(['actions', 'show', 'GetSdkVerificationResult', '--query', 'validity[].seconds', '--json'], runtime, '0.0.0');
    expect(JSON.parse(runtime.out())).toEqual([600, 259200, 7200, 600]);
  });

  it('shows a fixed value without a flag', () => {
    expect(service).toEqual({ name: 'Service', flag: null, type: 'String', required: true, fixed: 'made_up', help: 'the service' });
  });

  it('shows members with their own flags when the object is unfolded', () => {
    expect(parameters).toMatchObject({ flag: null, type: 'MadeParameters', required: true });
    expect(parameters?.members).toEqual([
      {
        name: 'refFace',
        flag: '--ref-face',
        type: 'String',
        required: true,
        media: picture,
        maxBytes: 5 * 2 ** 20,
        help: 'photo of the document',
      },
      {
        name: 'country',
        flag: '--country',
        type: 'String',
        required: true,
        values: { '0084': ['vn'] },
        sensitive: true,
        help: 'the country',
      },
      { name: 'note', flag: '--note', type: 'String', required: false, maxLength: 5, help: 'a note' },
    ]);
  });

  it('shows members with dotted flags when the object is not unfolded', () => {
    expect(config?.flag).toBe('--config');
    expect(config?.members?.[0]).toMatchObject({ flag: '--config.check-mode', minimum: 1, maximum: 3 });
    expect(config?.members?.[1]).toMatchObject({ flag: '--config.tone', fallback: 'mild' });
  });

  it('shows the members of a list entry', () => {
    expect(tasks).toMatchObject({ flag: null, type: 'Array of MadeTask', required: true, maxItems: 3 });
    expect(tasks?.entry?.map(({ flag, aliases }) => [flag, aliases])).toEqual([
      ['--image-data', ['--image', '--photo']],
      ['--image-url', undefined],
    ]);
  });

  it('gives the limit of base64 text when the vendor counts that', () => {
    const media = { kind: 'image' as const, formats: ['jpeg' as const], maxBase64Bytes: 3 };
    const params = [{ name: 'Photo', type: 'String' as const, media, help: '' }];
    expect(describeAction({ ...nestedAction, params }, { common, actions: [] }, {}).params[0]?.maxBytes).toBe(3);
  });
});
