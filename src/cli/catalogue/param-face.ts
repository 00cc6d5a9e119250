import {
  type Follows,
  flagOf,
  hasFlag,
  isEither,
  isEntries,
  isMedia,
  isObject,
  type MediaLimits,
  membersAt,
  type Place,
} from '../../core/declare/params.ts';

/** One parameter of the catalogue's machine face. Flags are as they are typed. */
export interface ParamFace {
  name: string;
  /** null where the value is always the same, or made of members that have flags of their own. */
  flag: string | null;
  aliases?: readonly string[];
  /** Also taken as the word after the command. */
  positional?: boolean;
  /** The vendor's name of it. */
  type: string;
  required: boolean;
  /** What the service takes where nothing is sent; what idv sends automatically; what is always sent. */
  default?: string;
  fallback?: string;
  fixed?: string;
  /** Wire value -> words that stand for it. */
  values?: Readonly<Record<string, readonly string[]>>;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  media?: MediaLimits;
  /** Of the base64 text, or where the vendor counts that, of the file. */
  maxBytes?: number;
  sensitive?: boolean;
  since?: string;
  retired?: string;
  /** Of an object. */
  members?: readonly ParamFace[];
  /** Of a list of objects: each entry has one of these. */
  entry?: readonly ParamFace[];
  /** It takes an image or a video: the flag of each. */
  either?: readonly ParamFace[];
  /** It says whether another parameter holds an image or a video, and follows from the file. */
  follows?: Follows;
  help: string;
}

const asDeclared = [
  'positional',
  'default',
  'fallback',
  'fixed',
  'values',
  'maxLength',
  'minimum',
  'maximum',
  'maxItems',
  'media',
  'sensitive',
  'since',
  'retired',
  'follows',
] as const satisfies readonly (keyof ParamFace)[];

export function paramFace(place: Place): ParamFace {
  const { param, prefix } = place;
  const declared: Partial<Pick<ParamFace, (typeof asDeclared)[number]>> = param;
  const maxBytes = isMedia(param) ? (param.media.maxBase64Bytes ?? param.media.maxFileBytes) : undefined;
  return {
    name: param.name,
    flag: hasFlag(place) ? `--${prefix}${flagOf(param)}` : null,
    ...(param.aliases ? { aliases: param.aliases.map((alias) => `--${prefix}${alias}`) } : {}),
    type: param.type,
    required: param.required ?? false,
    ...Object.fromEntries(asDeclared.flatMap((key) => (declared[key] === undefined ? [] : [[key, declared[key]]]))),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(isObject(param) ? { members: membersAt(place).map(paramFace) } : {}),
    ...(isEntries(param) ? { entry: membersAt(place).map(paramFace) } : {}),
    ...(isEither(param) ? { either: membersAt(place).map(paramFace) } : {}),
    help: param.help,
  };
}
