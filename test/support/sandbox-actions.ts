import type { Action } from '../../src/core/declare/action.ts';
import { explained } from './explained.ts';

/** An invented declaration with every member that a declaration can have. */
export const madeUpAction: Action = {
  name: 'JudgeCard',
  vendor: 'tencent',
  product: 'faceid',
  version: '2018-03-01',
  command: ['made', 'up'],
  summary: 'Judge a card that does not exist',
  docsUrl: 'https://example.com/',
  params: [
    { name: 'Name', type: 'String', required: true, maxLength: 5, sensitive: true, help: 'a name' },
    { name: 'Level', type: 'Integer', minimum: 1, maximum: 4, help: 'a level' },
    { name: 'Mode', type: 'Integer', values: { 1: ['one'], 2: ['two'] }, help: 'a mode' },
    { name: 'Bar', type: 'Float', help: 'a bar' },
    { name: 'Strict', type: 'Boolean', help: 'whether to be strict' },
    {
      name: 'Place',
      type: 'Place',
      help: 'a place',
      members: [
        { name: 'City', type: 'String', required: true, pattern: { matches: /^[A-Z]+$/, meaning: 'a name in capitals' }, help: 'a city' },
      ],
    },
    { name: 'Codes', type: 'Array of Integer', values: { 1: ['one'], 2: ['two'] }, help: 'some codes' },
    { name: 'Kind', type: 'String', values: { A: ['a'] }, valuesGrow: true, help: 'a kind' },
  ],
  rules: [
    {
      param: 'Bar',
      help: 'Bar needs Strict',
      check: ({ Bar, Strict }) => (Bar !== undefined && Strict !== true ? { message: 'needs --strict', hint: 'add --strict' } : undefined),
    },
  ],
  output: explained([
    { name: 'ErrorCode', type: 'Integer' },
    { name: 'Card', type: 'Card' },
    { name: 'Tags', type: 'Array of String' },
    { name: 'Passed', type: 'Boolean' },
    { name: 'Clip', type: 'String', media: 'video' },
    { name: 'RequestId', type: 'String' },
  ]),
  types: {
    Card: explained([
      { name: 'Number', type: 'String' },
      { name: 'Parents', type: 'Array of Card' },
    ]),
  },
  regions: [],
  requestsPerSecond: null,
  errors: ['InvalidParameter'],
  judgement: { checked: ['document'], decision: { path: 'ErrorCode', type: 'Integer', success: 0, results: ['1004'] } },
  readOnly: false,
  examples: [],
};
