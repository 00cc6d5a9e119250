import type { TextParam } from '../../../core/declare/params.ts';

export const livenessType: TextParam = {
  name: 'LivenessType',
  type: 'String',
  required: true,
  aliases: ['liveness'],
  values: { SILENT: ['silent'], ACTION: ['action'], LIP: ['lip'] },
  fallback: 'SILENT',
  help: 'how the clip shows that the person is live',
};

/** For actions that still support LIP. Both movements are always requested; the vendor does not document which digit stands for which. */
export const digitsOrMovements: TextParam = {
  name: 'ValidateData',
  type: 'String',
  aliases: ['actions'],
  pattern: { matches: /^(1,2|2,1|\d{4})?$/, meaning: '1,2 or 2,1 with --liveness action, the four spoken digits with --liveness lip' },
  help: 'the order of the two movements, or the digits that are spoken',
};

const counts = [2, 3, 4, 5, 6, 7, 8, 9, 10];

/** JSON in a text, with one documented member. A single number is accepted in its place. */
export const bestFrames: TextParam = {
  name: 'Optional',
  type: 'String',
  aliases: ['best-frames'],
  values: Object.fromEntries(counts.map((count) => [JSON.stringify({ BestFrameNum: count }), [String(count)]])),
  orElse: { pattern: /^\s*\{.*\}\s*$/s, meaning: 'a JSON object with BestFrameNum' },
  help: 'how many frames of the clip to return',
};
