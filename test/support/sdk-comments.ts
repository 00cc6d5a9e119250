import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What the comments of Tencent's Node SDK say about each member of each model: `CompareResult` -> `Sim` -> text. */
function readComments(): Map<string, Map<string, string>> {
  const index = createRequire(import.meta.url).resolve('tencentcloud-sdk-nodejs-intl-en/tencentcloud/faceid/index.js');
  const source = readFileSync(join(dirname(index), 'v20180301', 'models.js'), 'utf8');
  const models = source.split(/^class /m).slice(1);
  return new Map(
    models.map((model) => {
      const members = [...model.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s*this\.(\w+) = null;/gs)];
      const text = (comment: string): string =>
        comment
          .replace(/^\s*\*/gm, ' ')
          .replace(/@type .*/g, '')
          .replace(/\s+/g, ' ')
          .trim();
      return [model.slice(0, model.indexOf(' ')), new Map(members.map(([, comment = '', name = '']) => [name, text(comment)]))];
    }),
  );
}

export const sdkComments: ReadonlyMap<string, ReadonlyMap<string, string>> = readComments();
