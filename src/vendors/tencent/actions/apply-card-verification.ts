import { defineAction } from '../../../core/declare/action.ts';
import type { MediaParam } from '../../../core/declare/params.ts';
import { fileAddress } from '../../file-address.ts';
import { bothGivenNotice, type FileOrAddress, oneRequiredRule } from '../../file-or-address.ts';
import { requestId } from '../../request-id.ts';
import { faceid } from '../faceid.ts';
import { cardPhoto } from '../params/media.ts';
import { cardRegions } from '../regions.ts';
import { backSideRule } from '../rules.ts';

const photo = (name: string, help: string): MediaParam => ({ name, type: 'String', media: cardPhoto, help });

const front = photo('ImageBase64Front', 'the front of the document');
const back = photo('ImageBase64Back', 'the back of the document');
const frontAddress = fileAddress('ImageUrlFront', 'URL of a picture of the front, downloaded within 3 s', 'image-front');
const backAddress = fileAddress('ImageUrlBack', 'URL of a picture of the back, downloaded within 3 s', 'image-back');
const frontSide: FileOrAddress = { file: front, address: frontAddress, preferred: 'address' };
const backSide: FileOrAddress = { file: back, address: backAddress, preferred: 'address' };

export const applyCardVerification = defineAction({
  ...faceid,
  name: 'ApplyCardVerification',
  command: ['card', 'submit'],
  summary: 'Submit photos of an identity document for verification: prints the token of the result',
  params: [
    {
      name: 'Nationality',
      type: 'String',
      required: true,
      values: {
        IDN: ['indonesia'],
        HKG: ['hong-kong'],
        THA: ['thailand'],
        MYS: ['malaysia'],
        SGP: ['singapore'],
        JPN: ['japan'],
        AUTO: [],
        // Added after the manual.
        TWN: ['taiwan'],
        BGD: ['bangladesh'],
        NGA: ['nigeria'],
        PAK: ['pakistan'],
      },
      valuesGrow: true,
      help: 'country of the document, three letters',
    },
    {
      name: 'CardType',
      type: 'String',
      required: true,
      values: { ID_CARD: ['id-card'], PASSPORT: [], DRIVING_LICENSE: ['driving-license'], AUTO: [] },
      help: 'kind of document',
    },
    front,
    back,
    frontAddress,
    backAddress,
  ],
  rules: [oneRequiredRule(frontSide), backSideRule],
  notices: [bothGivenNotice(frontSide), bothGivenNotice(backSide)],
  output: [
    { name: 'CardVerificationToken', type: 'String', sensitive: true, help: 'token of this verification, for `idv card result`' },
    { name: 'AsyncCardVerificationMaxPollingTimes', type: 'Integer', help: 'the largest number of requests for the result' },
    { name: 'AsyncCardVerificationPollingWaitTime', type: 'Integer', help: 'seconds to wait before each request' },
    requestId,
  ],
  regions: cardRegions,
  requestsPerSecond: null,
  // The lifetime of token and result is not documented.
  follow: {
    asks: ['document'],
    repeats: { Nationality: 'Nationality', CardType: 'CardType' },
    token: 'CardVerificationToken',
    action: 'GetCardVerificationResult',
    intervalS: 'AsyncCardVerificationPollingWaitTime',
    maxPolls: 'AsyncCardVerificationMaxPollingTimes',
  },
  errors: [
    'FailedOperation.ImageSizeTooLarge',
    'FailedOperation.UnKnowError',
    'FailedOperation.UnOpenError',
    'InvalidParameter.EngineImageDecodeFailed',
    'InvalidParameterValue.InvalidFileContentSize',
    'InvalidParameterValue.InvalidParameterValueLimit',
    'ResourceUnavailable.ImageDownloadError',
    'ResourceUnavailable.InArrears',
    'ResourceUnavailable.ResourcePackageRunOut',
  ],
  readOnly: false,
  examples: [
    'idv card submit --nationality HKG --card-type ID_CARD --image-front front.jpg --image-back back.jpg --wait',
    'idv card submit --nationality auto --card-type passport --image-url-front https://files.example/passport.jpg',
  ],
  retired: '2026-03-09',
});
