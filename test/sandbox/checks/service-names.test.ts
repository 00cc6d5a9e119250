import { describe, expect, it } from 'vitest';
import { withServiceNames } from '../../../src/sandbox/checks/service-names.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { actionNamed, choose, goodCall, send } from '../../support/sandbox-calls.ts';
import { codeOf, handler, received, responseOf } from '../../support/sandbox-requests.ts';

describe('a sentence of a declaration', () => {
  it.each([
    [
      'CompareFaceLiveness',
      '1,2 with --liveness action, four digits with --liveness lip',
      '1,2 with LivenessType ACTION, four digits with LivenessType LIP',
    ],
    ['ApplySdkVerificationToken', '--check-mode compare needs --compare-image', 'CheckMode 2 needs CompareImage'],
    [
      'ApplyWebVerificationBizTokenIntl',
      '--config.action-list needs --config.security-level 2, 4 or 5',
      'Config.ActionList needs Config.SecurityLevel 2, 4 or 5',
    ],
    ['ExecuteRequest', 'give --country vn', 'give ServiceParameters.resourceCode 00840000'],
    ['CompareFace', 'has no --such-flag', 'has no such-flag'],
  ])('of %s is written with the names of the service', (name, sentence, said) =>
    expect(withServiceNames(sentence, actionNamed(name))).toBe(said),
  );

  it.each(allActions.flatMap((action) => (action.rules ?? []).map((rule) => [action, rule] as const)))(
    'of a rule contains no flag',
    (action, rule) => expect(withServiceNames(rule.help, action)).not.toMatch(/--/),
  );
});

it('a broken rule is refused without a flag of the command line', async () => {
  const request = received({ action: 'ApplySdkVerificationToken', values: { CheckMode: 2 } });
  const reply = await (await handler())(request);
  expect([codeOf(reply), responseOf(reply).Error?.Message]).toEqual(['InvalidParameter', '`CompareImage`: CheckMode 2 needs CompareImage']);
});

it('an outcome that the action does not have is refused with the command that lists them', async () => {
  const handle = await handler();
  const action = actionNamed('CompareFaceLiveness');
  for (const outcome of ['timed-out', 'left', '403', '1004']) {
    await choose(handle, outcome, 1);
    const message = responseOf(await send(handle, action.name, await goodCall(handle, action))).Error?.Message;
    expect(message).toMatch(/^the outcome \S+ does not fit this call of CompareFaceLiveness; `idv sandbox outcomes compare` lists/);
  }
});
