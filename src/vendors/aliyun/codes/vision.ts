import type { CodeEntry } from '../../../core/declare/codes.ts';
import { refused, refusedForGood } from '../../code-entries.ts';
import { failedForNow } from './entry.ts';
import type { visionErrors } from './vision-errors.ts';

/** Codes of the Visual Intelligence API: facebody, ocr, videoenhan, viapi. */
export const visionCodes: Readonly<Record<(typeof visionErrors)[number], CodeEntry>> = {
  AuthFailed: refused(
    'the account has no right to the Visual Intelligence service',
    'activate the service in its console and give the RAM user its policy',
  ),
  'ClientError.IllegalArgument': refused(
    'an argument is not one that the algorithm can work with',
    'compare sizes, formats and ranges with `idv actions show`',
  ),
  'EntityNotExist.Role': refused(
    'the account lacks the service-linked role that Visual Intelligence works under',
    'open the service’s console once as the account’s owner and confirm the authorization',
  ),
  IllegalUrlParameter: refused(
    'a URL among the parameters is malformed',
    'give a complete http or https URL, percent-encoded and without Chinese characters',
  ),
  'InternalError.Algo': failedForNow(
    'the algorithm failed on this input',
    'try again; if it stays, try another picture and give the vendor the request id',
  ),
  'InternalError.Timeout': failedForNow('the service’s own back end took too long', 'try again, with a smaller file if it stays'),
  InvalidAccessKeySecret: refused(
    'the AccessKeySecret is not the one of this AccessKeyId',
    'take both from one issue of the key, with no blank or line break around them',
  ),
  'InvalidApi.ForbiddenInvoke': refused(
    'this account may not call the action',
    'the action is open to approved accounts only: apply for it in the console',
  ),
  'InvalidApi.NotPurchase': refused(
    'the capability that the action uses has not been bought',
    'buy or activate it in the Visual Intelligence console',
  ),
  'InvalidApi.OutOfService': refusedForGood(
    'the action has been taken out of service',
    'use the action that replaced it; see `idv actions`',
  ),
  'InvalidDB.Status': refused(
    'the face database is not in a state to be used',
    'wait until the database is ready, or make it anew, then repeat the call',
  ),
  'InvalidFile.Content': refused(
    'the file’s content is not what the action takes',
    'check format, size and pixels with `idv actions show`; a file may be empty or of another kind than its name says',
  ),
  'InvalidFile.Decode': refused('the file cannot be decoded', 'send an unbroken file of a format that the action lists'),
  'InvalidFile.Download': refused(
    'the service could not download the file',
    'check that the URL answers without a login and has not expired, or give the local file instead',
  ),
  'InvalidFile.URL': refused(
    'the URL of the file is not one that the service can use',
    'give the address of an object in OSS in cn-shanghai, without Chinese characters, or give the local file instead',
  ),
  'InvalidImage.Region': refused(
    'the URL does not lie in object storage of the Shanghai region',
    'put the file into an OSS bucket in cn-shanghai, or give the local file: idv uploads it there',
  ),
  'InvalidImage.URL': refused(
    'the URL of the picture is not one that the service can use',
    'give an address under the OSS bucket’s own host in cn-shanghai, or give the local picture: idv uploads it there',
  ),
  ParameterError: refused(
    'a parameter is missing, of the wrong type or out of range',
    'the service’s message says which; compare it with `idv actions show`',
  ),
  Timeout: failedForNow(
    'the service gave up waiting for the algorithm',
    'try again; a smaller picture or a shorter clip is answered sooner',
  ),
};
