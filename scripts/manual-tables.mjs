// Reads the tables of Tencent's FaceID manual (a text made from a PDF) into data: names, types, numbers and codes, but no prose. The
// conversion breaks rows over lines and pages, so every line of a table must be recognised: a line that fits no pattern stops the run.
// node scripts/manual-tables.mjs MANUAL.txt > test/manual/tencent-faceid.json
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Rows are counted too: a row without its first cell would look like the rest of the row above. */
const EXPECTED = {
  chapters: 23,
  documented: 13,
  listed: 18,
  types: 28,
  common: 38,
  service: 71,
  gateway: 26,
  backSides: 13,
  inputs: 38,
  outputs: 62,
  members: 276,
  errors: 78,
};
const VERSION = '2018-03-01';
const UPDATED = '最近更新时间：';
const SECTIONS = [
  '1. API Description',
  '2. Input Parameters',
  '3. Output Parameters',
  '4. Example',
  '5. Developer Resources',
  '6. Error Code',
];
const LISTED = ['API Name', 'Feature', 'Frequency Limit (maximum requests per second)'];
const BACK_SIDES = ['Nationality', 'CardType', 'Back side required'];
const CODES = ['Error Code', 'Description'];
const NO_CODES = 'There is no error code related to the API business logic.';
const SCALARS = ['String', 'Integer', 'Float', 'Boolean'];
const REQUIRED = { Yes: true, No: false, '-': null };
/** The back-side table writes words where the parameter takes codes; "Drving" is the manual's. */
const CARD_TYPES = { 'ID card': 'ID_CARD', 'Drving license': 'DRIVING_LICENSE' };
/** Prose that a page break cut off from its cell. No other lines without a tab may be in a table. */
const LOOSE_PROSE = /^(Note: |- \w+ \(\w+\): |\(\d\) |When the value of |`\w+` :)/;
/** Lines that the conversion drew, and the heading of the next group of actions. */
const NO_ROW = /^(-+(\t-+)*|[^\t]+ APIs|Making API Requests|\s*)$/;

/** The rows whose text lists values, by the pattern that finds them, and how many each must list. */
const LISTS = [
  [
    /(-?\d+): ?[A-Z]/g,
    `ApplySdkVerificationToken.CheckMode=3 ApplySdkVerificationToken.SecurityLevel=4 GetFaceIdResultIntl.Result=10
     WebVerificationConfigIntl.CheckMode=3 WebVerificationConfigIntl.SecurityLevel=4 WebVerificationConfigIntl.AutoDowngrade=2
     CompareResult.ErrorCode=9 CompareResult.LiveErrorCode=3 CompareResult.CompareErrorCode=7`,
  ],
  [/(\d) [-:] /g, 'GetFaceIdTokenIntl.SecureLevel=4 ApplyLivenessToken.SecureLevel=4 GenerateReflectSequence.SecurityLevel=4'],
  [/\d\.+ ?(\w+)(?: \(default\))?: /g, 'ApplySdkVerificationToken.IdCardType=19 WebVerificationConfigIntl.IDCardType=9'],
  [/\b([A-Z][A-Z_]{3,})\b/g, 'ApplyCardVerification.CardType=4 GetCardVerificationResult.CardType=4'],
  [/\b([A-Z]{3,4}): /g, 'ApplyCardVerification.Nationality=7'],
  [/(?<=as follows:.*) (\w+)/g, 'GetCardVerificationResult.Status=3'],
  [/\b([A-Za-z]+) : /g, 'CompareFaceLiveness.LivenessType=3 GetFaceIdTokenIntl.CheckMode=2'],
  [/\b(\d) \(/g, 'CompareFaceLiveness.ValidateData=4'],
  [/\b([a-z]{2}): /g, 'WebVerificationConfigIntl.Language=2'],
  [/"(Success|FailedOperation\.\w+)"|\b(Success) will/g, 'CompareFaceLiveness.Result=2 DetectReflectLivenessAndCompare.Result=1'],
  [
    /\b(0) indicates/g,
    `GetWebVerificationResultIntl.ErrorCode=1 VerificationDetail.ErrorCode=1 VerificationDetail.LivenessErrorCode=1
     VerificationDetail.CompareErrorCode=1`,
  ],
  [/(-9\d{3})\b/g, 'CardVerifyResult.WarnCardInfos=6'],
];
/** The documents that CardInfoOcrJson can describe, by IdCardType, and the number of their members. */
const OCR_JSON = `HK=10 ML=6 PhilippinesVoteID=8 PhilippinesDrivingLicense=11 PhilippinesTinID=5 PhilippinesSSSID=3 PhilippinesUMID=7
  IndonesiaIDCard=15 MLIDPassport=8`;

const fail = (line, problem) => {
  throw new Error(`line ${line.number}: ${problem}`);
};
const plain = (cell) =>
  cell
    .replace(/<\/?[a-z][^>]*>|`/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const titles = (blocks) => blocks.map(({ start }) => start.text);
const unique = (items) => [...new Set(items)];
const matches = (text, pattern) => [...text.matchAll(pattern)].map((match) => match.slice(1).find((group) => group !== undefined));
const counts = (text) => text.split(/\s+/).map((item) => [item.split('=')[0], Number(item.split('=')[1])]);

/** Returns `names` if there are no duplicates and, if `what` is given, as many as expected. */
function checked(names, line, what) {
  const repeatedName = names.find((name, index) => names.indexOf(name) !== index);
  if (repeatedName !== undefined) fail(line, `${repeatedName} occurs twice`);
  if (what && names.length !== EXPECTED[what]) fail(line, `${names.length} ${what}, expected ${EXPECTED[what]}`);
  return names;
}

/** Cuts a block at the lines that `isStart` picks: `[{ start, lines }]`; the lines before the first one are left out. */
function split(lines, isStart) {
  const starts = lines.flatMap((line, index) => (isStart(line, index) ? [index] : []));
  return starts.map((start, n) => ({ start: lines[start], lines: lines.slice(start + 1, starts[n + 1]) }));
}

/** The rows of a block's one table: cells by the title of their column. After the header, the block may contain only the table. */
function readTable({ start, lines }, header) {
  const tables = split(lines, ({ text }) => text === header.join('\t'));
  if (tables.length !== 1) fail(start, `${tables.length} tables "${header.join(' | ')}", expected 1`);
  const rows = [];
  for (const line of tables[0].lines.filter(({ text }) => !NO_ROW.test(text))) {
    const cells = line.text.split('\t').map(plain);
    const isRow = cells.length === header.length && /^[A-Z][\w.]*$/.test(cells[0]);
    const isRest = cells.length === header.length ? cells.slice(0, -1).every((cell) => cell === '') : LOOSE_PROSE.test(line.text);
    if (isRow) rows.push({ line, cells });
    else if (isRest && rows.length > 0) rows.at(-1).cells.push(`${rows.at(-1).cells.pop()} ${cells.at(-1)}`);
    else fail(line, `neither a row "${header.join(' | ')}" nor the rest of one`);
  }
  if (rows.length === 0) fail(start, 'a table without rows');
  return rows.map(({ line, cells }) => ({ line, ...Object.fromEntries(cells.map((cell, n) => [header[n], cell])) }));
}

function readMembers(block, header) {
  const members = readTable(block, header).map((row) => {
    if (!/^(Array of )?[A-Z]\w*$/.test(row.Type)) fail(row.line, `"${row.Type}" is not a type`);
    if (header.includes('Required') && !(row.Required in REQUIRED)) fail(row.line, `"${row.Required}" is neither Yes, No nor -`);
    return { line: row.line, name: row[header[0]], type: row.Type, required: REQUIRED[row.Required], text: row.Description };
  });
  checked(
    members.map(({ name }) => name),
    block.start,
  );
  return members;
}

const readCodes = (block, what) =>
  checked(
    readTable(block, CODES).map((row) => row[CODES[0]]),
    block.start,
    what,
  );

function readAction({ start, lines }) {
  const sections = split(lines, ({ text }) => SECTIONS.includes(text));
  if (titles(sections).join() !== SECTIONS.join()) fail(start, 'not the six sections of an action');
  const [description, inputs, outputs, example, , errors] = sections;
  const [action, version, region, ...rest] = readMembers(inputs, ['Parameter Name', 'Required', 'Type', 'Description']);
  const isFixed = (row, name, value) => row.name === name && new RegExp(`used for this API(: | is )${value} ?\\.$`).test(row.text);
  if (!isFixed(action, 'Action', start.text) || !isFixed(version, 'Version', VERSION)) fail(action.line, 'not this action and version');
  const [regions] = matches(region.text, /only supports: ([a-z ,-]+)\.$/g);
  if (region.name !== 'Region' || !regions) fail(region.line, 'no list of regions');
  return {
    start,
    lines: description.lines,
    regions: regions.split(',').map((name) => name.trim()),
    rates: description.lines.flatMap(({ text }) => matches(text, /^A maximum of (\d+) requests can be initiated per second/g)).map(Number),
    inputs: rest,
    outputs: readMembers(outputs, ['Parameter Name', 'Type', 'Description']),
    errors: errors.lines.some(({ text }) => text.startsWith(NO_CODES)) ? [] : readCodes(errors),
    exampleCodes: unique(example.lines.flatMap(({ text }) => matches(text, /"(?:Result|\w*ErrorCode)": "?(-?[\w.]+)/g))),
  };
}

function readType({ start, lines }) {
  const header = lines.find(({ text }) => text.startsWith('Name\tType')) ?? fail(start, 'no table');
  const usedBy = lines
    .flatMap(({ text }) => matches(text, /^Used by actions: (.+)\.$/g))
    .join()
    .split(', ');
  return { start, usedBy, members: readMembers({ start, lines }, header.text.split('\t')) };
}

function readCategories(chapter) {
  const categories = split(chapter.lines, (_, index) => chapter.lines[index + 2]?.text === LISTED.join('\t')).map((block) => ({
    category: block.start.text,
    actions: readTable(block, LISTED).map((row) => {
      if (!/^(\d+|-)$/.test(row[LISTED[2]])) fail(row.line, 'no rate');
      return { name: row[LISTED[0]], requestsPerSecond: row[LISTED[2]] === '-' ? null : Number(row[LISTED[2]]) };
    }),
  }));
  checked(
    categories.flatMap(({ actions }) => actions.map(({ name }) => name)),
    chapter.start,
    'listed',
  );
  return categories;
}

const rowsOf = ({ inputs = [], outputs = [], members = [] }) => [...inputs, ...outputs, ...members];

/** Gives every row of LISTS the `values` that its text lists. */
function addLists(owners) {
  for (const [pattern, places] of LISTS) {
    for (const [place, count] of counts(places)) {
      const [title, name] = place.split('.');
      const row = owners.flatMap((owner) => (owner.start.text === title ? rowsOf(owner) : [])).find((each) => each.name === name);
      if (!row) throw new Error(`no row ${place}`);
      row.values = unique(matches(row.text, pattern));
      if (row.values.length !== count) fail(row.line, `${place} lists ${row.values.length} values, expected ${count}`);
    }
  }
}

/** The documents that need a picture of their back side; a country without a code in the Nationality list has null. */
function readBackSides({ start, lines }, nationalityText) {
  const countries = matches(nationalityText, /([A-Z]{3}: .+?)(?= [A-Z]{3,4}: )/g).map((pair) => pair.split(': '));
  const end = lines.findIndex(({ text }) => text.startsWith('We recommend'));
  const key = (country) => country.replaceAll(' ', '').toLowerCase();
  const rows = readTable({ start, lines: lines.slice(0, end) }, BACK_SIDES).map((row) => ({
    country: row.Nationality,
    nationality: countries.find(([, name]) => key(name) === key(row.Nationality))?.[0] ?? null,
    cardType: CARD_TYPES[row.CardType] ?? fail(row.line, `unknown card type "${row.CardType}"`),
    backSideRequired: REQUIRED[row[BACK_SIDES[2]]] ?? fail(row.line, 'neither Yes nor No'),
  }));
  checked(
    rows.map(({ country, cardType }) => `${country} ${cardType}`),
    start,
    'backSides',
  );
  return rows;
}

/** The members of CardInfoOcrJson, by the IdCardType that was asked for. */
function readOcrJson(row) {
  const [, ...parts] = row.text.split(/When the value of IdCardType is (\w+) :/);
  const types = parts.flatMap((type, n) => (n % 2 === 0 ? [{ type, text: parts[n + 1] }] : []));
  const members = types.map(({ type, text }) => [
    type,
    [...text.matchAll(/- (\w+) \((\w+)\): /g)].map(([, name, kind]) => ({ name, type: kind })),
  ]);
  const found = members.map(([type, list]) => `${type}=${list.length}`).join(' ');
  if (found !== OCR_JSON.replace(/\s+/g, ' ')) fail(row.line, `CardInfoOcrJson lists ${found}`);
  return Object.fromEntries(members);
}

/** Each action's page must state the same rate as the list of actions, each type must have a table, and no row may be missing. */
function assertAgreement(actions, types, rates) {
  for (const { start, rates: own } of actions) {
    if (own.join() !== String(rates.get(start.text) ?? '')) fail(start, `rate ${own}, but ${rates.get(start.text)} in the list of actions`);
  }
  const known = [...SCALARS, ...titles(types)];
  for (const { line, type } of [...actions, ...types].flatMap(rowsOf)) {
    if (!known.includes(type.replace('Array of ', ''))) fail(line, `${type} has no table`);
  }
  for (const kind of ['inputs', 'outputs', 'members', 'errors']) {
    const count = [...actions, ...types].reduce((sum, owner) => sum + (owner[kind]?.length ?? 0), 0);
    if (count !== EXPECTED[kind]) fail(actions[0].start, `${count} rows of ${kind} in all tables from here on, expected ${EXPECTED[kind]}`);
  }
}

function readManual(text) {
  const lines = text.split('\n').map((line, index) => ({ number: index + 1, text: line }));
  const chapters = split(lines, (_, index) => lines[index + 2]?.text.startsWith(UPDATED));
  checked(titles(chapters), lines[0], 'chapters');
  const dates = matches(text, new RegExp(`^${UPDATED}(.+)$`, 'gm')).sort();
  const chapter = (title) => chapters.find(({ start }) => start.text === title) ?? fail(lines[0], `no chapter ${title}`);
  const codes = (title, heading, what) => {
    const parts = split(chapter(title).lines, ({ text }) => / Error Codes$/.test(text));
    return readCodes(parts.find(({ start }) => start.text === heading) ?? fail(chapter(title).start, `no ${heading}`), what);
  };
  const categories = readCategories(chapter('API Category'));
  const rates = new Map(categories.flatMap(({ actions }) => actions.map(({ name, requestsPerSecond }) => [name, requestsPerSecond])));
  const actions = chapters.filter(({ start }) => rates.has(start.text)).map(readAction);
  checked(titles(actions), lines[0], 'documented');
  const types = split(chapter('Data Types').lines, ({ text }) => /^[A-Z]\w+$/.test(text)).map(readType);
  checked(titles(types), chapter('Data Types').start, 'types');
  assertAgreement(actions, types, rates);
  addLists([...actions, ...types]);
  return {
    title: `${lines[2].text} ${lines[3].text}`,
    updated: dates.at(-1),
    categories,
    rates,
    actions,
    types,
    errorCodes: {
      common: codes('Error Codes', 'Common Error Codes', 'common'),
      service: codes('Error Codes', 'Service Error Codes', 'service'),
    },
    gatewayCodes: codes('Responses', 'Common Error Codes', 'gateway'),
  };
}

const isWarning = ({ name }) => name === 'WarnCardInfos';
const isResult = ({ name }) => /^(Result|Status|\w*ErrorCode)$/.test(name);
const isChoice = (row) => !isResult(row) && !isWarning(row);
const isCard = ({ name }) => /^(Nationality|CardType|I[dD]CardType)$/.test(name);

const listed = (owner, test) => rowsOf(owner).filter((row) => row.values && test(row));
const byPlace = (owners, test) =>
  Object.fromEntries(owners.flatMap((owner) => listed(owner, test).map(({ name, values }) => [`${owner.start.text}.${name}`, values])));
const member = ({ name, type, required }) => ({ name, type, required });

const actionFacts = (action, requestsPerSecond) => ({
  regions: action.regions,
  requestsPerSecond,
  inputs: action.inputs.map(member),
  outputs: action.outputs.map(member),
  errors: action.errors,
  enumerations: Object.fromEntries(listed(action, isChoice).map(({ name, values }) => [name, values])),
  resultCodes: listed(action, isResult).flatMap(({ values }) => values),
  exampleCodes: action.exampleCodes,
});

function facts({ title, updated, categories, rates, actions, types, errorCodes, gatewayCodes }, sha256) {
  const owners = [...actions, ...types];
  const owner = (name) => owners.find(({ start }) => start.text === name);
  const row = (title, name) => rowsOf(owner(title)).find((each) => each.name === name);
  return {
    source: { title, sha256, updated, apiVersion: VERSION },
    categories,
    actions: Object.fromEntries(actions.map((action) => [action.start.text, actionFacts(action, rates.get(action.start.text))])),
    types: Object.fromEntries(types.map(({ start, members }) => [start.text, members.map(member)])),
    typeEnumerations: byPlace(types, isChoice),
    errorCodes,
    gatewayCodes,
    resultCodes: byPlace(owners, isResult),
    cardWarnings: Object.values(byPlace(types, isWarning)).flat(),
    cards: {
      backSides: readBackSides(owner('ApplyCardVerification'), row('ApplyCardVerification', 'Nationality').text),
      ...byPlace(owners, isCard),
      ocrJson: readOcrJson(row('CardVerifyResult', 'CardInfoOcrJson')),
    },
  };
}

/** JSON with everything on one line that fits: one row of a table, one line of the file. */
function print(value, indent = '', used = 0) {
  const pad = `${indent}  `;
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  const line = flat.replace(/\[ | \]/g, (edge) => edge.trim());
  const mayShrink = Array.isArray(value) || indent.length > 2;
  if (typeof value !== 'object' || value === null || (mayShrink && indent.length + used + line.length < 140)) return line;
  const items = Array.isArray(value)
    ? value.map((item) => pad + print(item, pad))
    : Object.entries(value).map(([key, item]) => `${pad}"${key}": ${print(item, pad, key.length + 4)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}

try {
  if (!process.argv[2]) throw new Error('give the path of the manual, a text file');
  const bytes = readFileSync(process.argv[2]);
  console.log(print(facts(readManual(bytes.toString('utf8')), createHash('sha256').update(bytes).digest('hex'))));
} catch (error) {
  console.error(`manual-tables: ${error.message}`);
  process.exitCode = 1;
}
