import type { Notice, Rule } from '../../core/declare/action.ts';
import type { WireValue } from '../../core/declare/params.ts';
import { isSent } from '../file-or-address.ts';

type Members = Readonly<Record<string, WireValue | undefined>>;

/** The problem of an ActionList at a security level without movements, for which the service returns an error. */
function movementsProblem(
  { ActionList }: Members,
  level: WireValue | undefined,
  flag: string,
  levelsWithMovements: readonly string[],
): { message: string; hint: string } | undefined {
  if (ActionList === undefined || levelsWithMovements.includes(String(level))) return undefined;
  const fitting = levelsWithMovements.join(' or ');
  return {
    message: `asks for movements, but ${flag} ${String(level)} has none`,
    hint: `use ${flag} ${fitting}, or leave the movements out`,
  };
}

/** For an ActionList with a level that is 4 by default. */
export const actionListRule = (level: 'SecureLevel' | 'SecurityLevel'): Rule => {
  const flag = level === 'SecureLevel' ? '--secure-level' : '--security-level';
  return {
    param: 'ActionList',
    help: `--action-list needs ${flag} 2 or 4`,
    check: (input) => movementsProblem(input, input[level] ?? 4, flag, ['2', '4']),
  };
};

/** For the ActionList of a Config, whose level is 3 by default. */
export const configActionListRule: Rule = {
  param: 'Config',
  help: '--config.action-list needs --config.security-level 2, 4 or 5',
  check({ Config }) {
    if (typeof Config !== 'object' || Array.isArray(Config)) return undefined;
    const members = Config as Members;
    return movementsProblem(members, members.SecurityLevel ?? 3, '--config.security-level', ['2', '4', '5']);
  },
};

interface Movements {
  /** The values that ACTION accepts, in words. */
  accepted: string;
  /** A value of the flag, as an example. */
  example: string;
  /** Whether the vendor says what LIP needs: four digits. */
  digitsRequired: boolean;
}

/** The allowed values of ValidateData depend on LivenessType. */
export const validateDataRule = ({ accepted, example, digitsRequired }: Movements): Rule => ({
  param: 'ValidateData',
  help: `ACTION needs ${accepted}; SILENT needs nothing; LIP needs the four spoken digits`,
  check({ LivenessType, ValidateData }) {
    const given = ValidateData !== undefined && ValidateData !== '';
    const digits = typeof ValidateData === 'string' && /^\d{4}$/.test(ValidateData);
    if (LivenessType === 'ACTION' && !given) {
      return {
        message: 'is required with --liveness action',
        hint: `say what the person does in the clip, for example --actions ${example}`,
      };
    }
    if (LivenessType === 'ACTION' && digits) {
      return { message: 'has four digits, which are only for --liveness lip', hint: `give ${accepted}` };
    }
    if (LivenessType === 'LIP' && !digits && digitsRequired) {
      return { message: 'must be the four spoken digits', hint: 'for example --actions 1234' };
    }
    if (LivenessType === 'SILENT' && given) {
      return { message: 'is not allowed with --liveness silent', hint: 'leave it out, or add --liveness action' };
    }
    return undefined;
  },
});

/** For an action whose manual still has LIP. */
export const lipNotice: Notice = {
  when: ({ LivenessType }) => LivenessType === 'LIP',
  text: 'LIP is in the manual, but the service no longer supports it: use action or silent',
};

/** For the actions that have the parameter `digitsOrMovements`. */
export const digitsOrMovementsRule = validateDataRule({ accepted: '1,2 or 2,1', example: '2,1', digitsRequired: true });

/**
 * Documents whose back side the service needs. The manual names the Philippines without a code; PHL is the country's code. Taiwan was added
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

const documentList = Object.entries(withBackSide)
  .map(([country, types]) => `${country} ${types.join(' and ')}`)
  .join(', ');

export const backSideRule: Rule = {
  param: 'ImageBase64Back',
  help: `the back side is required for ${documentList}`,
  check({ Nationality, CardType, ImageBase64Back, ImageUrlBack }) {
    const isNeeded = Object.hasOwn(withBackSide, String(Nationality)) && withBackSide[String(Nationality)]?.includes(String(CardType));
    if (!isNeeded || isSent(ImageBase64Back) || isSent(ImageUrlBack)) return undefined;
    return {
      message: `is required, unless --image-url-back is given: a ${CardType} of ${Nationality} has its data on both sides`,
      hint: 'give --image-back with a photo of the back',
    };
  },
};

function countIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { BestFrameNum?: unknown }).BestFrameNum ?? 'none';
  } catch {
    return undefined;
  }
}

/** Optional is JSON, and only BestFrameNum in it is documented. Other members are sent too. */
export const bestFramesRule: Rule = {
  param: 'Optional',
  help: '--best-frames accepts 2 to 10, or a JSON object with BestFrameNum from 2 to 10',
  check({ Optional }) {
    if (Optional === undefined) return undefined;
    const count = countIn(String(Optional));
    if (count === undefined) return { message: 'is not JSON', hint: 'give a number from 2 to 10, or {"BestFrameNum":5}' };
    if (count === 'none' || (Number.isInteger(count) && Number(count) >= 2 && Number(count) <= 10)) return undefined;
    return { message: 'has a BestFrameNum outside 2 to 10', hint: 'for example --best-frames 5' };
  },
};
