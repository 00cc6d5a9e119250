import type { Rule } from '../../../core/declare/action.ts';
import { isSent } from '../../one-of.ts';

/**
 * Documents whose back the service needs. The manual names the Philippines without a code; PHL is the country's own. Taiwan came
 * with the page of 2024-09: https://www.tencentcloud.com/document/product/1061/59048
 */
const withBackSide: Readonly<Record<string, readonly string[]>> = {
  HKG: ['ID_CARD'],
  JPN: ['ID_CARD'],
  MYS: ['ID_CARD', 'DRIVING_LICENSE'],
  PHL: ['ID_CARD'],
  SGP: ['ID_CARD', 'DRIVING_LICENSE'],
  THA: ['DRIVING_LICENSE'],
  TWN: ['ID_CARD'],
};

const listed = Object.entries(withBackSide)
  .map(([country, types]) => `${country} ${types.join(' and ')}`)
  .join(', ');

export const backSideRule: Rule = {
  param: 'ImageBase64Back',
  help: `the back side is required for ${listed}`,
  check({ Nationality, CardType, ImageBase64Back, ImageUrlBack }) {
    const needed = Object.hasOwn(withBackSide, String(Nationality)) && withBackSide[String(Nationality)]?.includes(String(CardType));
    if (!needed || isSent(ImageBase64Back) || isSent(ImageUrlBack)) return undefined;
    return {
      message: `is required, unless --image-url-back is given: a ${CardType} of ${Nationality} has its data on both sides`,
      hint: 'give --image-back with a photo of the back',
    };
  },
};
