import type { TextParam } from '../../../core/declare/params.ts';
import { fileAddress } from '../../file-address.ts';

interface UploadedFile {
  /** The common prefix of the two names: `Image` for ImageUrl and ImageMd5. */
  name: string;
  /** What the file is. */
  what: string;
  /** The flag for a local file, without `--`. */
  flag: string;
}

/** The URL and the MD5 of a file in the storage of the request's region. */
export const uploadedFile = ({ name, what, flag }: UploadedFile): readonly [TextParam, TextParam] => [
  { ...fileAddress(`${name}Url`, `URL of ${what}, in a COS bucket of the request’s region`, flag), required: true },
  {
    name: `${name}Md5`,
    type: 'String',
    required: true,
    pattern: { matches: /^[0-9a-f]{32}$/i, meaning: 'the 32 hex digits that `md5sum` prints' },
    help: `MD5 of ${what}, 32 hex digits`,
  },
];
