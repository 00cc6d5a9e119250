import { IdvError } from '../../src/core/errors.ts';
import type { HttpResponse } from '../../src/core/http.ts';
import type { AnswerDeclaration } from '../../src/vendors/vendor.ts';
import { explained } from './explained.ts';

export const jsonType = 'application/json;charset=utf-8';
export const xmlType = 'text/xml;charset=utf-8';

export const sampleRequestId = '7463B73D-35CC-4D19-A010-6B8D65D242EF';

/** An answer with this body. Text is used unchanged, anything else becomes JSON. */
export const aliyunResponse = (
  body: string | object,
  status = 200,
  type: string = typeof body === 'string' ? xmlType : jsonType,
): HttpResponse => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

export function idvErrorOf(run: () => unknown): IdvError {
  try {
    run();
  } catch (error) {
    if (error instanceof IdvError) return error;
    throw error;
  }
  throw new Error('it did not throw');
}

/** An action with members of every type that the vendor documents. */
export const compareFace: AnswerDeclaration = {
  name: 'CompareFace',
  output: explained([
    { name: 'Data', type: 'CompareFaceData' },
    { name: 'RequestId', type: 'String' },
  ]),
  types: {
    CompareFaceData: explained([
      { name: 'Confidence', type: 'Float' },
      { name: 'Thresholds', type: 'Array of Float' },
      { name: 'IsMaskA', type: 'Integer' },
      { name: 'MessageTips', type: 'String' },
      { name: 'Passed', type: 'Boolean' },
      { name: 'Rect', type: 'Rect' },
      { name: 'Elements', type: 'Array of Element' },
    ]),
    Rect: explained([{ name: 'Left', type: 'Integer' }]),
    Element: explained([
      { name: 'Label', type: 'String' },
      { name: 'Rate', type: 'Float' },
      { name: 'Results', type: 'Array of Element' },
    ]),
  },
};
