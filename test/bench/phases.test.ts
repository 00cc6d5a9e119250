import { describe, expect, it } from 'vitest';
import { phaseOfSource, timesOf } from '../../bench/draw/phases.mjs';

const frame = (functionName: string, url = '') => ({ functionName, url });

describe('phaseOfSource', () => {
  it('returns the phase that belongs to the folder of a source', () => {
    expect(['media/mp4/boxes.ts', 'sign/tc3.ts', 'http/connect.ts', 'http/connection.ts', 'config/load.ts'].map(phaseOfSource)).toEqual([
      'media',
      'body and signature',
      'connect',
      'send',
      'flags and settings',
    ]);
  });

  it('returns undefined for code that every phase uses', () => expect(phaseOfSource('core/json.ts')).toBeUndefined());
});

describe('timesOf', () => {
  const nodes = [
    { id: 1, callFrame: frame('(root)'), children: [2, 5, 6] },
    { id: 2, callFrame: frame('signTc3', '/idv/dist/call.js'), children: [3] },
    { id: 3, callFrame: frame('update', 'node:internal/crypto/hash'), children: [4] },
    { id: 4, callFrame: frame('(garbage collector)') },
    { id: 5, callFrame: frame('compile', '/idv/bin/load.js') },
    { id: 6, callFrame: frame('onSocketRead', '/idv/dist/call.js') },
  ];
  const names = new Map([['signTc3', 'body and signature']]);

  it('counts a sample for its function or the nearest caller whose phase is known', () => {
    const times = timesOf({ nodes, samples: [3, 2, 4, 5, 6], timeDeltas: [1000, 500, 250, 2000, 4000] }, names);
    expect(times).toMatchObject({ 'body and signature': 1.5, garbage: 0.25, load: 2, send: 4, media: 0 });
  });

  it('recognises the name of a function to which the bundler added a number', () => {
    const numbered = [{ id: 1, callFrame: frame('signTc32', '/idv/dist/call.js') }];
    expect(timesOf({ nodes: numbered, samples: [1], timeDeltas: [3000] }, names)).toMatchObject({ 'body and signature': 3 });
  });
});
