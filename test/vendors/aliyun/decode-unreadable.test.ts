import { describe, expect, it } from 'vitest';
import type { IdvError } from '../../../src/core/errors.ts';
import type { HttpResponse } from '../../../src/core/http.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import type { AskedAction } from '../../../src/vendors/vendor.ts';
import { aliyunResponse, compareFace, idvErrorOf, sampleRequestId } from '../../support/aliyun-answers.ts';

const failureOf = (answer: HttpResponse, asked: AskedAction = { name: 'A' }): IdvError => idvErrorOf(() => decodeAliyun(answer, asked));

const RequestId = sampleRequestId;

describe('what is not an answer of the vendor ends in exit 23, and is not quoted', () => {
  const secret = 'Nguyen-Van-A';
  it.each([
    ['nothing', ''],
    ['blanks', '\n'],
    ['HTML', `<!DOCTYPE html><html><body>${secret}</body></html>`],
    ['HTML without a doctype', `<HTML><body>${secret}</body></HTML>`],
    ['text', secret],
    ['truncated JSON', `{"RequestId":"1","Data":"${secret}`],
    ['a JSON list', `["${secret}"]`],
    ['JSON text', `"${secret}"`],
    ['JSON null', 'null'],
    ['JSON without a RequestId', `{"Data":"${secret}"}`],
    ['JSON with an empty RequestId', `{"RequestId":"","Data":"${secret}"}`],
    ['JSON with a blank RequestId', `{"RequestId":" ","Data":"${secret}"}`],
    ['a number that is no 0 and would be read as one', `{"RequestId":"1","Data":{"Rate":1e-400,"Name":"${secret}"}}`],
    ['a Code that is an object with a text of its own', `{"RequestId":"1","Code":{"toString":1},"Data":"${secret}"}`],
    ['a Code that is an object', `{"RequestId":"1","Code":{"a":"${secret}"}}`],
    ['a Code that is true', '{"RequestId":"1","Code":true}'],
    ['an empty Code', '{"RequestId":"1","Code":""}'],
    ['a member that comes twice', `{"RequestId":"1","Data":"${secret}","Data":"other"}`],
    ['a Code that comes twice', `{"Code":"${secret}","RequestId":"1","Code":200}`],
    ['a member that comes twice within', `{"RequestId":"1","Data":{"Confidence":99,"Confidence":1,"Name":"${secret}"}}`],
    ['truncated XML', `<CompareFaceResponse><RequestId>${secret}</RequestId>`],
    ['XML with a doctype', `<!DOCTYPE Error [<!ENTITY a "${secret}">]><Error><Code>&a;</Code></Error>`],
    ['XML with another root', `<soap><RequestId>1</RequestId><Code>${secret}</Code></soap>`],
    ['XML whose root is of another action', `<DetectFaceResponse><RequestId>1</RequestId><Data>${secret}</Data></DetectFaceResponse>`],
    ['XML whose root only ends like one', `<XAResponse><RequestId>1</RequestId><Data>${secret}</Data></XAResponse>`],
    ['XML that is all text', `<CompareFaceResponse>${secret}</CompareFaceResponse>`],
    ['XML without a RequestId', `<CompareFaceResponse><Data>${secret}</Data></CompareFaceResponse>`],
    ['an XML error without a Code', `<Error><RequestId>1</RequestId><Message>${secret}</Message></Error>`],
    ['an XML error that is empty', '<Error/>'],
  ])('%s', (_name, body) => {
    const error = failureOf(aliyunResponse(body), compareFace);
    expect([error.exitCode, error.code]).toEqual([23, 'unreadable-answer']);
    expect(error.message).toContain('(HTTP 200, text/xml)');
    expect(`${error.message} ${error.hint}`).not.toContain(secret);
  });

  it.each([301, 404, 500, 503])('a success with HTTP %i, its RequestId kept', (status) => {
    expect(failureOf(aliyunResponse({ RequestId, Data: {} }, status))).toMatchObject({ category: 'unreadable', requestId: RequestId });
    expect(failureOf(aliyunResponse({ RequestId, Code: 200, Data: '{}' }, status)).message).toContain('the status says failure');
  });

  it('keeps the RequestId of an answer that is nested too deep', () => {
    const deep = `${'['.repeat(2000)}${']'.repeat(2000)}`;
    expect(failureOf(aliyunResponse(`{"RequestId":"odd/id","Data":${deep}}`))).toMatchObject({ exitCode: 23, requestId: 'odd/id' });
  });

  it('names an answer without a content type', () => {
    expect(failureOf({ status: 502, headers: {}, body: Buffer.alloc(0) }).message).toBe(
      'the answer could not be read: it is empty (HTTP 502, no content type)',
    );
  });
});
