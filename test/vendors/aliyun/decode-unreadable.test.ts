import { describe, expect, it } from 'vitest';
import type { IdvError } from '../../../src/core/errors.ts';
import type { HttpResponse } from '../../../src/core/http.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import type { AnswerDeclaration } from '../../../src/vendors/vendor.ts';
import { aliyunResponse, compareFace, idvErrorOf, sampleRequestId } from '../../support/aliyun-answers.ts';

const failureOf = (answer: HttpResponse, asked: AnswerDeclaration = { name: 'A' }): IdvError =>
  idvErrorOf(() => decodeAliyun(answer, asked));

const RequestId = sampleRequestId;

describe('decodeAliyun refuses an answer with exit 23, and does not quote it, if it is', () => {
  const secret = 'Nguyen-Van-A';
  it.each([
    ['empty', ''],
    ['blank', '\n'],
    ['HTML', `<!DOCTYPE html><html><body>${secret}</body></html>`],
    ['HTML without a doctype', `<HTML><body>${secret}</body></HTML>`],
    ['text', secret],
    ['truncated JSON', `{"RequestId":"1","Data":"${secret}`],
    ['a JSON list', `["${secret}"]`],
    ['a JSON string', `"${secret}"`],
    ['JSON null', 'null'],
    ['JSON without a RequestId', `{"Data":"${secret}"}`],
    ['JSON with an empty RequestId', `{"RequestId":"","Data":"${secret}"}`],
    ['JSON with a blank RequestId', `{"RequestId":" ","Data":"${secret}"}`],
    ['JSON with a number so small that it would be read as 0', `{"RequestId":"1","Data":{"Rate":1e-400,"Name":"${secret}"}}`],
    ['JSON with a Code that is an object with a toString member', `{"RequestId":"1","Code":{"toString":1},"Data":"${secret}"}`],
    ['JSON with a Code that is an object', `{"RequestId":"1","Code":{"a":"${secret}"}}`],
    ['JSON with a Code that is true', '{"RequestId":"1","Code":true}'],
    ['JSON with an empty Code', '{"RequestId":"1","Code":""}'],
    ['JSON with a member that occurs twice', `{"RequestId":"1","Data":"${secret}","Data":"other"}`],
    ['JSON with a Code that occurs twice', `{"Code":"${secret}","RequestId":"1","Code":200}`],
    ['JSON with an inner member that occurs twice', `{"RequestId":"1","Data":{"Confidence":99,"Confidence":1,"Name":"${secret}"}}`],
    ['truncated XML', `<CompareFaceResponse><RequestId>${secret}</RequestId>`],
    ['XML with a doctype', `<!DOCTYPE Error [<!ENTITY a "${secret}">]><Error><Code>&a;</Code></Error>`],
    ['XML with another root', `<soap><RequestId>1</RequestId><Code>${secret}</Code></soap>`],
    ['XML with the root of another action', `<DetectFaceResponse><RequestId>1</RequestId><Data>${secret}</Data></DetectFaceResponse>`],
    ['XML with a root that only ends like the right one', `<XAResponse><RequestId>1</RequestId><Data>${secret}</Data></XAResponse>`],
    ['XML that contains only text', `<CompareFaceResponse>${secret}</CompareFaceResponse>`],
    ['XML without a RequestId', `<CompareFaceResponse><Data>${secret}</Data></CompareFaceResponse>`],
    ['an XML error without a Code', `<Error><RequestId>1</RequestId><Message>${secret}</Message></Error>`],
    ['an XML error that is empty', '<Error/>'],
  ])('%s', (_name, body) => {
    const error = failureOf(aliyunResponse(body), compareFace);
    expect([error.exitCode, error.code]).toEqual([23, 'unreadable-answer']);
    expect(error.message).toContain('(HTTP 200, text/xml)');
    expect(`${error.message} ${error.hint}`).not.toContain(secret);
  });

  it.each([301, 404, 500, 503])('a success with HTTP %i, and keeps its RequestId', (status) => {
    expect(failureOf(aliyunResponse({ RequestId, Data: {} }, status))).toMatchObject({ category: 'unreadable', requestId: RequestId });
    expect(failureOf(aliyunResponse({ RequestId, Code: 200, Data: '{}' }, status)).message).toContain('the status says failure');
  });

  it('nested too deep, and keeps its RequestId', () => {
    const deep = `${'['.repeat(2000)}${']'.repeat(2000)}`;
    expect(failureOf(aliyunResponse(`{"RequestId":"odd/id","Data":${deep}}`))).toMatchObject({ exitCode: 23, requestId: 'odd/id' });
  });

  it('empty and without a content type, and the message says both', () => {
    expect(failureOf({ status: 502, headers: {}, body: Buffer.alloc(0) }).message).toBe(
      'the answer could not be read: it is empty (HTTP 502, no content type)',
    );
  });
});
