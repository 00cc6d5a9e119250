import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../../src/core/http.ts';
import { executeRequest } from '../../../src/vendors/aliyun/actions/execute-request.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import { aliyunResponse, sampleRequestId } from '../../support/aliyun-answers.ts';

const RequestId = sampleRequestId;

/** Decodes an answer to an action that is not declared. */
const undeclared = (response: HttpResponse) => decodeAliyun(response, { name: 'A' });

describe('an answer of ID Verification', () => {
  const passed = {
    passed: 'true',
    retCode: 'OK_SUCCESS',
    retCodeSub: 'Z1140',
    retMessage: 'Facial recognition passed (Z1140)',
    extInfo: { result: 'true', score: '100.0', faceAttack: 'false' },
  };
  const shape = executeRequest;
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
  ])('gives the same result in %s, with its inner values as text', (_name, answer) => {
    expect(decodeAliyun(answer, shape)).toEqual({
      kind: 'result',
      fields: { Data: passed, Message: 'OK', RequestId, Code: 200 },
      requestId: RequestId,
    });
  });

  it('keeps Data as text when it is not a JSON object', () => {
    for (const Data of ['{"passed":"true"', '[1]', 'true', '']) {
      expect(undeclared(aliyunResponse({ RequestId, Code: 200, Data }))).toMatchObject({ fields: { Data } });
    }
  });

  it('keeps JSON text in Data when the answer has no numeric Code', () => {
    expect(undeclared(aliyunResponse({ RequestId, Data: '{"JobId":"1"}' }))).toMatchObject({ fields: { Data: '{"JobId":"1"}' } });
  });

  it.each([400, 402, 403, 404, 500])('is a refusal with the code %i if this is its Code, also with HTTP 200', (Code) => {
    for (const status of [200, Code]) {
      const expected = { kind: 'refusal', code: String(Code), message: 'system error', requestId: RequestId };
      const xml = `<ExecuteRequestResponse><RequestId>${RequestId}</RequestId><Message>system error</Message><Code>${Code}</Code></ExecuteRequestResponse>`;
      expect(decodeAliyun(aliyunResponse({ RequestId, Code, Message: 'system error' }, status), shape)).toMatchObject(expected);
      expect(decodeAliyun(aliyunResponse(xml, status), shape)).toMatchObject(expected);
    }
  });

  it.each([
    ['JSON text', (data: object) => JSON.stringify(data)],
    ['an object', (data: object) => data],
  ])('has the reason of a failure in its message, with Data as %s', (_what, written) => {
    const Data = written({ passed: 'false', retCode: 'SYSTEM_ERROR', retCodeSub: 'Z1141', retMessage: 'resourceCode value invalid' });
    expect(undeclared(aliyunResponse({ Data, Message: 'system error', RequestId, Code: 500 }))).toEqual({
      kind: 'refusal',
      code: '500',
      message: 'system error (resourceCode value invalid, Z1141)',
      requestId: RequestId,
    });
  });

  it.each(['{"retMessage":"a","retMessage":"b"}', '{"retMessage":7}', '[]', ''])(
    'has no reason of a failure in its message if Data is %s',
    (Data) => {
      expect(undeclared(aliyunResponse({ Data, Message: 'system error', RequestId, Code: 500 }))).toMatchObject({
        message: 'system error',
      });
    },
  );

  it('keeps Data as text when a member occurs twice in it', () => {
    const twice = '{"passed":"false","passed":"true"}';
    expect(undeclared(aliyunResponse({ RequestId, Code: 200, Data: twice }))).toMatchObject({ fields: { Data: twice } });
    const inside = '{"passed":"true","extInfo":{"faceAttack":"true","faceAttack":"false"}}';
    expect(undeclared(aliyunResponse({ RequestId, Code: 200, Data: inside }))).toMatchObject({ fields: { Data: inside } });
  });
});
