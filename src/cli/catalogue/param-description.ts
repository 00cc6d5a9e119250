import {
  flagOf,
  hasFlag,
  isEntries,
  isImageOrVideo,
  isMedia,
  isObject,
  type MediaLimits,
  membersAt,
  type Place,
  type ValueByFileKind,
} from '../../core/declare/params.ts';

/** One parameter, as scripts see it. Flags are as they are typed. */
export interface ParamDescription {
  name: string;
  /** null if the value is always the same, or consists of members with their own flags. */
  flag: string | null;
  aliases?: readonly string[];
  /** Also accepted as the word after the command. */
  positional?: boolean;
  /** The vendor's name of the type. */
  type: string;
  required: boolean;
  /** The service's default if nothing is sent; the value that idv sends automatically; the value that is always sent. */
  default?: string;
  fallback?: string;
  fixed?: string;
  /** From a wire value to its friendly names. */
  values?: Readonly<Record<string, readonly string[]>>;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  media?: MediaLimits;
  /** The limit of the base64 text, or of the file if the vendor counts that. */
  maxBytes?: number;
  sensitive?: boolean;
  since?: string;
  retired?: string;
  /** The members of an object. */
  members?: readonly ParamDescription[];
  /** For a list of objects: the members of each entry. */
  entry?: readonly ParamDescription[];
  /** If it accepts an image or a video: the flag of each. */
  either?: readonly ParamDescription[];
  /** Set if it says whether another parameter is an image or a video, and follows from that file. */
  follows?: ValueByFileKind;
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
] as const satisfies readonly (keyof ParamDescription)[];

export function describeParam(place: Place): ParamDescription {
  const { param, prefix } = place;
  const declared: Partial<Pick<ParamDescription, (typeof asDeclared)[number]>> = param;
  const maxBytes = isMedia(param) ? (param.media.maxBase64Bytes ?? param.media.maxFileBytes) : undefined;
  return {
    name: param.name,
    flag: hasFlag(place) ? `--${prefix}${flagOf(param)}` : null,
    ...(param.aliases ? { aliases: param.aliases.map((alias) => `--${prefix}${alias}`) } : {}),
    type: param.type,
    required: param.required ?? false,
    ...Object.fromEntries(asDeclared.flatMap((key) => (declared[key] === undefined ? [] : [[key, declared[key]]]))),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(isObject(param) ? { members: membersAt(place).map(describeParam) } : {}),
    ...(isEntries(param) ? { entry: membersAt(place).map(describeParam) } : {}),
    ...(isImageOrVideo(param) ? { either: membersAt(place).map(describeParam) } : {}),
    help: param.help,
  };
}
