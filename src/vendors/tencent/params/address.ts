import type { TextParam } from '../../../core/declare/params.ts';
import { fileAddress } from '../../file-address.ts';

interface UploadedFile {
  /** What the two names begin with: `Image` for ImageUrl and ImageMd5. */
  name: string;
  /** What the file is. */
  what: string;
  /** The flag, without `--`, that takes a local file instead. */
  flag: string;
}

/** The address and the MD5 of a file in the store of the request's region. */
export const uploadedFile = ({ name, what, flag }: UploadedFile): readonly [TextParam, TextParam] => [
  { ...fileAddress(`${name}Url`, `address of ${what}, in a COS bucket of the request’s region`, flag), required: true },
  {
    name: `${name}Md5`,
    type: 'String',
    required: true,
    pattern: { matches: /^[0-9a-f]{32}$/i, meaning: 'the 32 hex digits that `md5sum` prints' },
    help: `MD5 of ${what}, 32 hex digits`,
  },
];
