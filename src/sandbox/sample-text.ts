/** Values by a member's name, plainly made up: nobody shall take them for a person's. The first that fits counts. */
const samples: readonly (readonly [RegExp, string])[] = [
  [/ErrorCode$/, '0'],
  [/Msg$|Tips$/, ''],
  [/^Message$/, 'OK'],
  [/^retCodeSub$/, 'Z0000'],
  [/Name/, 'SANDBOX PERSON'],
  // The country of ICAO's specimen passports.
  [/Nationality|Country/, 'UTO'],
  // Alibaba Cloud's cards have their dates without hyphens.
  [/^(?:Birth|Start|End)Date$/, '20000101'],
  [/Birth(?!Place)|Date|Expir/, '2000-01-01'],
  [/Address|^Line/, '1 SANDBOX STREET'],
  [/Sex|Gender/, 'X'],
  [/Age$/, '0'],
  [/Level$/, '1'],
  [/Num|No$|Code|I[Dd]$|^Field\d/, '000000'],
];

export const sampleText = (name: string): string => samples.find(([pattern]) => pattern.test(name))?.[1] ?? 'sandbox';
