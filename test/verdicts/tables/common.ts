import { all, type End, type Member, type Row } from '../table.ts';

/** What is the same for every action of a vendor. */

/** Every answer of both vendors has a RequestId, and a result has no error next to it. */
export const everyAnswer: readonly Row[] = [
  ...[undefined, null, '', ' ', '\t', 0, 1, true, [], {}, ['r']].map((RequestId) => ({
    what: `RequestId ${JSON.stringify(RequestId)}`,
    change: { RequestId },
    end: 23,
  })),
  { what: 'Success false next to the result', change: { Success: false }, end: 23 },
  { what: 'members that no document has', change: { New: 'a', Result2: '1001', result: '1001', constructor: 1, toString: null }, end: 0 },
];

/** A member that does not influence the verdict. If it is there, it must be of this kind. */
export const shapes = (path: string, kind: 'text' | 'object' | 'list', good = 0): readonly Row[] => {
  const held = { text: 'abc', object: { Url: 'https://a.example/a' }, list: [] };
  const others = Object.entries(held).filter(([name]) => name !== kind);
  const row = (value: unknown, end: number): Row => ({ what: `${path} ${JSON.stringify(value)}`, change: { [path]: value }, end });
  return [row(null, good), row(undefined, good), row(held[kind], good), ...others.map(([, value]) => row(value, 23))];
};

/** A list of several attempts, of which the last counts. `without` is the end for an empty list. */
export const lists = (path: string, good: unknown, bad: unknown, without: End): readonly Row[] => [
  { what: `${path}: the last is good`, change: { [path]: [bad, good] }, end: 0 },
  { what: `${path}: the last is bad`, change: { [path]: [good, bad] }, end: 23 },
  { what: `${path}: the last of three is good`, change: { [path]: [bad, good, good] }, end: 0 },
  { what: `${path}: good, bad, good`, change: { [path]: [good, bad, good] }, end: 0 },
  ...[null, {}, [], 'abc', 1, true, [good]].map((last) => ({
    what: `${path}: the last is ${JSON.stringify(last)}`,
    change: { [path]: [good, last] },
    end: 23,
  })),
  ...['abc', '', 1, 0, true, false, {}, { 0: good }, good].map((held) => ({
    what: `${path} is ${JSON.stringify(held)}`,
    change: { [path]: held },
    end: 23,
  })),
  ...[null, undefined, []].map((none) => ({ what: `${path} is ${JSON.stringify(none)}`, change: { [path]: none }, end: without })),
];

/** `LivenessInfoTag`: the reasons why a liveness check failed. A success has none. */
export const livenessTags: Member = {
  kind: 'list of text',
  values: all('01 02 03 04 05 06 07 08 09 10 11 12 13 14', 23),
  nothing: 0,
  empty: 0,
  other: 23,
};

/** 1 secure, 2 low, 3 medium, 4 high risk. Empty if the risk is not known. */
export const deviceLevels: Member = { kind: 'text', values: { 1: 0, 2: 0, 3: 0, 4: 15 }, nothing: 0, empty: 0, other: 23 };

/** Covered, copied, photographed from a screen, edited, reflecting, blurred, another; -9109 says that the check is not enabled. */
export const cardWarnings: Member = {
  kind: 'list of integers',
  values: { ...all('-9101 -9102 -9103 -9104 -9107 -9108 -9901 -1', 15), '-9109': 0 },
  nothing: 0,
  empty: 0,
  other: 23,
};

/** Error answers that every action of Tencent Cloud can give. https://www.tencentcloud.com/document/product/1061, "Common Error Codes". */
export const tencentGateway = {
  ...all(
    `ActionOffline AuthFailure.InvalidAuthorization AuthFailure.InvalidSecretId AuthFailure.MFAFailure AuthFailure.SecretIdNotFound
    AuthFailure.SignatureExpire AuthFailure.SignatureFailure AuthFailure.TokenFailure AuthFailure.UnauthorizedOperation DryRunOperation
    InvalidAction InvalidParameter InvalidParameterValue InvalidRequest IpInBlacklist IpNotInWhitelist MissingParameter NoSuchProduct
    NoSuchVersion RequestSizeLimitExceeded ResourceInUse ResourceNotFound UnauthorizedOperation UnknownParameter UnsupportedOperation
    UnsupportedProtocol UnsupportedRegion`,
    20,
  ),
  ...all(
    `LimitExceeded RequestLimitExceeded RequestLimitExceeded.GlobalRegionUinLimitExceeded RequestLimitExceeded.IPLimitExceeded
    RequestLimitExceeded.UinLimitExceeded ResourceInsufficient ResourceUnavailable`,
    21,
  ),
  ...all('FailedOperation InternalError InternalServerError ResponseSizeLimitExceeded ServiceUnavailable', 22),
  // Words of results as error codes, and codes that no document has.
  ...all('0 Success success OK Passed pass true 200 Never.Heard NeverHeard constructor __proto__', 20),
};

/** Error answers about the account of a FaceID user. */
export const faceidAccount = {
  ...all(
    `OperationDenied UnauthorizedOperation.ActivateError UnauthorizedOperation.Activating UnauthorizedOperation.NonAuthorize
    UnauthorizedOperation.Nonactivated`,
    20,
  ),
  'UnauthorizedOperation.Arrears': 21,
  ...all('FailedOperation.UnKnown InternalError.UnKnown', 22),
};

/** Error answers about a token that has expired or is not valid. */
export const expiredTokens = all('InvalidParameterValue.BizTokenExpired InvalidParameterValue.BizTokenIllegal', 14);

/** Error answers that every action of Alibaba Cloud can give, as its gateway and its SDKs have them. */
export const aliyunGateway = {
  ...all(
    `InvalidAccessKeyId.NotFound InvalidAccessKeyId.Inactive SignatureDoesNotMatch IncompleteSignature InvalidSignatureMethod
    SignatureNonceUsed InvalidTimeStamp.Expired InvalidTimeStamp.Format MissingParameter MissingAction InvalidParameter
    InvalidApi.NotFound InvalidProduct.NotFound InvalidAction InvalidAction.NotFound NoSuchVersion UnsupportedHTTPMethod
    UnsupportedOperation Forbidden.RAM Forbidden.RiskControl`,
    20,
  ),
  ...all('Throttling Throttling.User Throttling.Api InsufficientBalance', 21),
  ...all('InternalError ServiceUnavailable', 22),
  ...all('PROCESS_SUCCESS OK_SUCCESS pass normal true false reached 201 Never.Heard constructor __proto__', 20),
};

/** Additional error answers of Visual Intelligence. */
export const visionErrors = {
  ...all(
    `AuthFailed ParameterError ClientError.IllegalArgument IllegalUrlParameter EntityNotExist.Role InvalidAccessKeySecret
    InvalidApi.ForbiddenInvoke InvalidApi.OutOfService InvalidApi.NotPurchase InvalidFile.Content InvalidFile.Decode InvalidFile.Download
    InvalidFile.URL InvalidImage.Region InvalidImage.URL InvalidDB.Status`,
    20,
  ),
  ...all('Timeout InternalError.Algo InternalError.Timeout', 22),
};
