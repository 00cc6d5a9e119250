import type { CodeEntry } from '../../../core/declare/codes.ts';
import { refused, refusedForGood } from '../../code-entries.ts';
import { failedForNow } from './entry.ts';
import type { visionErrors } from './vision-errors.ts';

/** Codes of the Visual Intelligence API: facebody, ocr, videoenhan, viapi. */
export const visionCodes: Readonly<Record<(typeof visionErrors)[number], CodeEntry>> = {
  AuthFailed: refused(
    'the account has no permission for the Visual Intelligence service',
    'activate the service in its console, and grant its policy to the RAM user',
  ),
  'ClientError.IllegalArgument': refused(
    'the algorithm cannot use an argument',
    'compare sizes, formats and ranges with `idv actions show`',
  ),
  'EntityNotExist.Role': refused(
    'the account does not have the service-linked role of Visual Intelligence',
    'open the service’s console once as the account’s owner and confirm the authorization',
  ),
  IllegalUrlParameter: refused(
    'a URL in the parameters is malformed',
    'give a complete http or https URL, percent-encoded and without Chinese characters',
  ),
  'InternalError.Algo': failedForNow(
    'the algorithm failed on this input',
    'try again; if it continues, try another picture and give the vendor the request id',
  ),
  'InternalError.Timeout': failedForNow('the service’s back end took too long', 'try again, and use a smaller file if it continues'),
  InvalidAccessKeySecret: refused(
    'the AccessKeySecret does not belong to this AccessKeyId',
    'copy both from the same key, without a blank or line break around them',
  ),
  'InvalidApi.ForbiddenInvoke': refused(
    'this account may not call the action',
    'the action is open only to approved accounts: apply for it in the console',
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
    'the face database is not ready',
    'wait until the database is ready, or create it again, then repeat the call',
  ),
  'InvalidFile.Content': refused(
    'the action does not accept this file’s content',
    'check format, size and pixels with `idv actions show`; a file may be empty, or not have the type that its name suggests',
  ),
  'InvalidFile.Decode': refused('the file cannot be decoded', 'send an undamaged file in a format that the action accepts'),
  'InvalidFile.Download': refused(
    'the service could not download the file',
    'check that the URL answers without a login and has not expired, or give the local file instead',
  ),
  'InvalidFile.URL': refused(
    'the service cannot use the URL of the file',
    'give the URL of an object in OSS in cn-shanghai, without Chinese characters, or give the local file',
  ),
  'InvalidImage.Region': refused(
    'the URL is not in object storage of the Shanghai region',
    'put the file into an OSS bucket in cn-shanghai, or give the local file: idv uploads it there',
  ),
  'InvalidImage.URL': refused(
    'the service cannot use the URL of the picture',
    'give a URL on the OSS bucket’s own host in cn-shanghai, or give the local picture: idv uploads it there',
  ),
  ParameterError: refused(
    'a parameter is missing, of the wrong type or out of range',
    'the service’s message says which; compare it with `idv actions show`',
  ),
  Timeout: failedForNow('the algorithm did not finish in time', 'try again; a smaller picture or a shorter clip takes less time'),
};
