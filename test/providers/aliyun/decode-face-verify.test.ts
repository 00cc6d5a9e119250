import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../src/providers/aliyun/decode.ts';
import type { OutputShape } from '../../../src/providers/aliyun/typed-output.ts';
import { aliyunResponse, sampleRequestId } from '../../support/aliyun-answers.ts';

const RequestId = sampleRequestId;

describe('an answer of ID Verification', () => {
  const passed = {
    passed: 'true',
    retCode: 'OK_SUCCESS',
    retCodeSub: 'Z1140',
    retMessage: 'Facial recognition passed (Z1140)',
    extInfo: { result: 'true', score: '100.0', faceAttack: 'false' },
  };
  const shape: OutputShape = {
    output: [
      { name: 'Code', type: 'Integer' },
      { name: 'Message', type: 'String' },
      { name: 'Data', type: 'FaceVerifyData' },
      { name: 'RequestId', type: 'String' },
    ],
    types: {
      FaceVerifyData: [
        ...['passed', 'retCode', 'retCodeSub', 'retMessage'].map((name) => ({ name, type: 'String' })),
        { name: 'extInfo', type: 'FaceVerifyExtInfo' },
      ],
      FaceVerifyExtInfo: ['result', 'score', 'faceAttack'].map((name) => ({ name, type: 'String' })),
    },
  };
  const head = `<RequestId>${RequestId}</RequestId><Message>OK</Message><Code>200</Code>`;
  const dataElements =
    '<passed>true</passed><retCode>OK_SUCCESS</retCode><retCodeSub>Z1140</retCodeSub><retMessage>Facial recognition passed (Z1140)</retMessage>' +
    '<extInfo><result>true</result><score>100.0</score><faceAttack>false</faceAttack></extInfo>';

  it.each([
    ['JSON with Data as text', aliyunResponse({ Data: JSON.stringify(passed), Message: 'OK', RequestId, Code: 200 })],
    ['JSON with Data as an object', aliyunResponse({ Data: passed, Message: 'OK', RequestId, Code: 200 })],
    [
      'XML with Data as JSON text',
      aliyunResponse(
        `<ExecuteRequestResponse>${head}<Data>${JSON.stringify(passed).replaceAll('"', '&quot;')}</Data></ExecuteRequestResponse>`,
      ),
    ],
    ['XML with Data as elements', aliyunResponse(`<ExecuteRequestResponse>${head}<Data>${dataElements}</Data></ExecuteRequestResponse>`)],
  ])('in %s is the same result, its inner values text', (_name, answer) => {
    expect(decodeAnswer(answer, shape)).toEqual({
      kind: 'result',
      fields: { Data: passed, Message: 'OK', RequestId, Code: 200 },
      requestId: RequestId,
    });
  });

  it('keeps Data that is no JSON object as it came', () => {
    for (const Data of ['{"passed":"true"', '[1]', 'true', '']) {
      expect(decodeAnswer(aliyunResponse({ RequestId, Code: 200, Data }))).toMatchObject({ fields: { Data } });
    }
  });

  it('leaves JSON text alone where the codes are not numbers', () => {
    expect(decodeAnswer(aliyunResponse({ RequestId, Data: '{"JobId":"1"}' }))).toMatchObject({ fields: { Data: '{"JobId":"1"}' } });
  });

  it.each([400, 402, 403, 404, 500])('with the Code %i is a refusal, the code verbatim, whatever the HTTP status', (Code) => {
    for (const status of [200, Code]) {
      const expected = { kind: 'refusal', code: String(Code), message: 'system error', requestId: RequestId };
      const xml = `<ExecuteRequestResponse><RequestId>${RequestId}</RequestId><Message>system error</Message><Code>${Code}</Code></ExecuteRequestResponse>`;
      expect(decodeAnswer(aliyunResponse({ RequestId, Code, Message: 'system error' }, status), shape)).toMatchObject(expected);
      expect(decodeAnswer(aliyunResponse(xml, status), shape)).toMatchObject(expected);
    }
  });

  it('that failed still has its Data', () => {
    const Data = { passed: 'false', retCode: 'SYSTEM_ERROR', retCodeSub: 'Z1141', retMessage: 'resourceCode value invalid' };
    expect(decodeAnswer(aliyunResponse({ Data: JSON.stringify(Data), Message: 'system error', RequestId, Code: 500 }))).toEqual({
      kind: 'refusal',
      code: '500',
      message: 'system error',
      requestId: RequestId,
      fields: { Data, Message: 'system error', RequestId, Code: 500 },
    });
  });
});
