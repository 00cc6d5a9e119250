import type { MediaLimits, MediaParam, TextParam } from '../../../core/declare/params.ts';

const mebibyte = 2 ** 20;

/**
 * A photo that is sent with the call. The service accepts up to 1 MB as sent, and advises at most 0.6 MB for the file.
 * https://www.alibabacloud.com/help/en/ekyc/latest/facecompare
 */
const ekycPhoto: MediaLimits = {
  kind: 'image',
  formats: ['jpeg', 'png'],
  maxBase64Bytes: mebibyte,
  minSidePx: 480,
  maxSidePx: 1920,
};

/** A photo; a URL can be given in its place. */
export const photoParam = (name: string, flag: string, help: string): MediaParam => ({
  name,
  type: 'String',
  aliases: [flag],
  media: ekycPhoto,
  sensitive: true,
  help,
});

/** The service reads any URL; the vendor does not require its own storage. */
export const urlParam = (name: string, flag: string, what: string, fileFlag: string): TextParam => ({
  name,
  type: 'String',
  flag,
  sensitive: true,
  pattern: {
    matches: /^https?:\/\/[^\s/?#]+([/?#][\x21-\x7e]*)?$/i,
    meaning: `an http or https URL, percent-encoded; for a local file use --${fileFlag}`,
  },
  help: `URL of ${what}`,
});

export const merchantBizId: TextParam = {
  name: 'MerchantBizId',
  type: 'String',
  aliases: ['biz-id'],
  required: true,
  maxLength: 32,
  pattern: { matches: /^[\w-]+$/, meaning: 'letters, digits, _ and -' },
  help: 'your own id for this call, for later questions; the service does not check that it is unique',
};

export const merchantUserId: TextParam = {
  name: 'MerchantUserId',
  type: 'String',
  aliases: ['user-id'],
  required: true,
  sensitive: true,
  help: 'your own id for the person',
};

export const sceneCode: TextParam = {
  name: 'SceneCode',
  type: 'String',
  pattern: { matches: /^\w{1,10}$/, meaning: 'at most ten letters, digits and _' },
  help: 'your own code for the use case',
};

/** A switch that the service writes as a letter. */
export const switchParam = (name: string, help: string, letters: readonly [on: string, off: string], byDefault?: string): TextParam => ({
  name,
  type: 'String',
  values: { [letters[0]]: ['yes', 'on'], [letters[1]]: ['no', 'off'] },
  ...(byDefault === undefined ? {} : { default: byDefault }),
  help,
});

export const crop = switchParam('Crop', 'whether the service crops the picture to the face', ['T', 'F'], 'F');

export const faceQualityCheck: TextParam = {
  name: 'FaceQualityCheck',
  type: 'String',
  values: { Y: ['yes', 'on'] },
  help: 'also return the quality scores of the face',
};

/** The billed product; the action has only one. */
export const productCodeParam = (code: string): TextParam => ({
  name: 'ProductCode',
  type: 'String',
  required: true,
  fixed: code,
  help: 'the product that is billed',
});
