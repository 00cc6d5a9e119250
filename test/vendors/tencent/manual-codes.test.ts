import { describe, expect, it } from 'vitest';
import { allWitnesses } from '../../../src/core/judge/evidence.ts';
import type { Signal } from '../../../src/core/judge/judgement.ts';
import { tencentActions } from '../../../src/vendors/tencent/actions/list.ts';
import { tencentCodes } from '../../../src/vendors/tencent/codes/table.ts';
import { corrected, declared, manual } from '../../support/tencent-manual.ts';

describe('the codes of the manual', () => {
  it('are in the table, also in the corrected spelling', () => {
    const all = [...manual.errorCodes.common, ...manual.errorCodes.service, ...manual.gatewayCodes, ...Object.keys(corrected)];
    expect(all.filter((code) => !Object.hasOwn(tencentCodes, code))).toEqual([]);
  });

  it.each(Object.entries(manual.resultCodes))('for %s are known to every judgement that reads this member', (place, codes) => {
    const [owner = '', member = ''] = place.split('.');
    const path =
      owner === 'CompareResult'
        ? `CompareResults[].${member}`
        : owner === 'VerificationDetail'
          ? `VerificationDetailList[].${member}`
          : member;
    const signals = tencentActions
      .filter(({ name }) => !manual.actions[owner] || name === owner)
      .flatMap(({ judgement }): Signal[] => (judgement ? [judgement.decision, ...allWitnesses(judgement)] : []))
      .filter((signal) => signal.path === path);
    expect(signals.length).toBeGreaterThan(0);
    for (const { success, results } of signals) expect([String(success), ...results]).toEqual(expect.arrayContaining(codes));
  });

  it('for card warnings are known to the actions that read a document', () => {
    for (const name of ['GetSdkVerificationResult', 'GetWebVerificationResultIntl']) {
      expect(Object.keys(declared(name).judgement?.warningCodes ?? {})).toEqual(expect.arrayContaining(manual.cardWarnings));
    }
  });
});

describe('the back side of a document', () => {
  const rule = declared('ApplyCardVerification').rules?.find(({ help }) => help.startsWith('the back side'));

  it.each(manual.cards.backSides.map((row) => [row.nationality ?? 'PHL', row.cardType, row.backSideRequired] as const))(
    'for %s %s is required: %s',
    (Nationality, CardType, required) => {
      const front = { Nationality, CardType, ImageBase64Front: 'given' };
      expect(rule?.check(front) !== undefined).toBe(required);
      expect(rule?.check({ ...front, ImageBase64Back: 'given' })).toBeUndefined();
      expect(rule?.check({ ...front, ImageUrlBack: 'https://files.example/back.jpg' })).toBeUndefined();
    },
  );

  // From the page of 2024-09: https://www.tencentcloud.com/document/product/1061/59048
  it('for TWN ID_CARD is required, which the manual does not say yet', () => {
    expect(rule?.check({ Nationality: 'TWN', CardType: 'ID_CARD', ImageBase64Front: 'given' })).toMatchObject({ message: /^is required/ });
  });

  it.each([
    ['HKG', 'PASSPORT'],
    ['AUTO', 'ID_CARD'],
    ['HKG', 'AUTO'],
    ['TWN', 'PASSPORT'],
    ['constructor', 'ID_CARD'],
  ])('for %s %s is only checked by the service', (Nationality, CardType) => expect(rule?.check({ Nationality, CardType })).toBeUndefined());
});
