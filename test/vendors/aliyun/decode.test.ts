import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../../src/core/http.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import { aliyunResponse, compareFace, jsonType, sampleRequestId, xmlType } from '../../support/aliyun-answers.ts';

const RequestId = sampleRequestId;

/** Decodes an answer to an action that is not declared. */
const undeclared = (response: HttpResponse) => decodeAliyun(response, { name: 'A' });

describe('a success', () => {
  const Data = {
    Confidence: 85,
    Thresholds: [61, 69, 75],
    IsMaskA: 0,
    MessageTips: '00840000',
    Passed: true,
    Rect: { Left: -3 },
    Elements: [{ Label: 'normal', Rate: 99.5, Results: [{ Label: 'true', Rate: 1e-7, Results: [] }] }],
  };
  const inside = [
    '<Confidence>85</Confidence><Thresholds>61</Thresholds><Thresholds>69</Thresholds><IsMaskA>0</IsMaskA>',
    '<MessageTips>00840000</MessageTips><Passed>true</Passed><Rect><Left>-3</Left></Rect><Thresholds>75</Thresholds>',
    '<Elements><Label>normal</Label><Rate>99.5</Rate><Results><Label>true</Label><Rate>1e-7</Rate><Results/></Results></Elements>',
  ].join('');
  const members = `<RequestId>${RequestId}</RequestId><Data>${inside}</Data>`;
  const expected = { kind: 'result', fields: { RequestId, Data }, requestId: RequestId };

  it.each([
    ['JSON', aliyunResponse({ RequestId, Data })],
    ['JSON with a byte order mark', aliyunResponse(`\uFEFF${JSON.stringify({ RequestId, Data })}`)],
    ['JSON with the content type of XML', aliyunResponse({ RequestId, Data }, 200, xmlType)],
    ['XML', aliyunResponse(`<?xml version="1.0" encoding="UTF-8"?><CompareFaceResponse>${members}</CompareFaceResponse>`)],
    ['XML with the content type of JSON', aliyunResponse(`<CompareFaceResponse>${members}</CompareFaceResponse>`, 200, jsonType)],
    ['XML without its root element', aliyunResponse(members)],
    ['JSON with HTTP 201', aliyunResponse({ RequestId, Data }, 201)],
  ])('gives the same result as %s', (_name, answer) => expect(decodeAliyun(answer, compareFace)).toEqual(expected));

  it('keeps XML values as text, and JSON values as they are, if the action is not declared', () => {
    expect(undeclared(aliyunResponse('<AResponse><RequestId>1</RequestId><N>85</N></AResponse>'))).toMatchObject({ fields: { N: '85' } });
    expect(undeclared(aliyunResponse({ RequestId, N: 85 }))).toMatchObject({ fields: { N: 85 } });
  });

  it('may have only a RequestId', () => {
    const bare = { kind: 'result', fields: { RequestId }, requestId: RequestId };
    expect(undeclared(aliyunResponse({ RequestId }))).toEqual(bare);
    expect(undeclared(aliyunResponse(`<RequestId>${RequestId}</RequestId>`))).toEqual(bare);
  });

  it.each(['OK', 'Success', 'success', '200', 200])('may have the Code %j', (Code) => {
    expect(undeclared(aliyunResponse({ RequestId, Code })).kind).toBe('result');
    expect(undeclared(aliyunResponse(`<AResponse><RequestId>1</RequestId><Code>${Code}</Code></AResponse>`)).kind).toBe('result');
  });
});

describe('an error of the gateway', () => {
  const HostId = 'videoenhan.cn-shanghai.aliyuncs.com';
  const error = { RequestId, HostId, Code: 'UnsupportedOperation', Message: 'The specified action is not supported.' };
  const xml = `<Error> <RequestId>${RequestId}</RequestId> <HostId>${HostId}</HostId> <Code>UnsupportedOperation</Code> <Message>The specified action is not supported.</Message> </Error>`;

  it.each([200, 400, 403, 404, 408, 500, 503])('is a refusal with HTTP %i, in JSON and in XML', (status) => {
    const expected = { kind: 'refusal', code: error.Code, message: error.Message, requestId: RequestId };
    expect(undeclared(aliyunResponse(error, status))).toEqual(expected);
    expect(undeclared(aliyunResponse(xml, status))).toEqual(expected);
    expect(decodeAliyun(aliyunResponse(xml, status, jsonType), compareFace)).toEqual(expected);
  });

  it('names the missing permission, but not the user who lacks it', () => {
    const AccessDeniedDetail = {
      AuthAction: 'yundun-saf:Execute',
      AuthPrincipalOwnerId: '1234',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
    };
    const denied = { RequestId, Code: 'Forbidden.RAM', Message: 'not authorized', AccessDeniedDetail };
    const elements = '<AccessDeniedDetail><AuthAction>yundun-saf:Execute</AuthAction></AccessDeniedDetail>';
    const message = 'not authorized (yundun-saf:Execute)';
    expect(undeclared(aliyunResponse(denied, 403))).toMatchObject({ code: 'Forbidden.RAM', message });
    const asXml = `<Error><RequestId>1</RequestId><Code>Forbidden.RAM</Code><Message>not authorized</Message>${elements}</Error>`;
    expect(undeclared(aliyunResponse(asXml, 403))).toMatchObject({ code: 'Forbidden.RAM', message });
  });

  it.each([null, 'text', [], { AuthAction: 7 }])('ignores the AccessDeniedDetail %j', (AccessDeniedDetail) => {
    expect(undeclared(aliyunResponse({ RequestId, Code: 'Forbidden.RAM', Message: 'no', AccessDeniedDetail }, 403))).toMatchObject({
      message: 'no',
    });
  });

  it('needs neither a Message nor a RequestId', () => {
    expect(undeclared(aliyunResponse({ Code: 'Throttling' }, 400))).toMatchObject({
      code: 'Throttling',
      message: '',
      requestId: undefined,
    });
  });

  it('does not have the string to sign in its message', () => {
    const signed = 'POST&%2F&AccessKeyId%3Dtestid%26ServiceParameters%3D%252F9j%252F4AAQ';
    const Message = `Specified signature is not matched with our calculation. server string to sign is:${signed}`;
    const answer = undeclared(aliyunResponse({ RequestId, Code: 'SignatureDoesNotMatch', Message }, 400));
    expect(answer).toMatchObject({
      code: 'SignatureDoesNotMatch',
      message: 'Specified signature is not matched with our calculation.',
      serverStringToSign: signed,
    });
    expect(JSON.stringify({ ...answer, serverStringToSign: '' })).not.toContain('4AAQ');
  });
});
