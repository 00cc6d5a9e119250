import { readFileSync } from 'node:fs';
import type { Action } from '../../src/core/declare/action.ts';
import { tencentActions } from '../../src/vendors/tencent/actions/list.ts';

/** A row of a table: a parameter, an output, a member of a type. */
export interface Row {
  name: string;
  type: string;
  required?: boolean | null;
}

interface Page {
  regions: string[];
  requestsPerSecond: number | null;
  inputs: Row[];
  outputs: Row[];
  errors: string[];
  enumerations: Record<string, string[]>;
  exampleCodes: string[];
}

interface Manual {
  source: { apiVersion: string };
  categories: { actions: { name: string; requestsPerSecond: number | null }[] }[];
  actions: Record<string, Page>;
  types: Record<string, Row[]>;
  typeEnumerations: Record<string, string[]>;
  errorCodes: { common: string[]; service: string[] };
  gatewayCodes: string[];
  resultCodes: Record<string, string[]>;
  cardWarnings: string[];
  cards: { backSides: { nationality: string | null; cardType: string; backSideRequired: boolean }[] };
}

/** The manual's tables, as data. */
export const manual = JSON.parse(readFileSync(new URL('../manual/tencent-faceid.json', import.meta.url), 'utf8')) as Manual;

/** Codes that only the action pages misspell. The manual's own list of codes has the right spelling. */
export const corrected: Record<string, string> = {
  InternalServerError: 'InternalError',
  'InternalServerError.UnKnown': 'InternalError.UnKnown',
  'FailedOperation.DownloadError': 'FailedOperation.DownLoadError',
  'FailedOperation.DownloadTimeoutError': 'FailedOperation.DownLoadTimeoutError',
};

/** The declaration of an action. */
export const declared = (name: string): Action => {
  const action = tencentActions.find((candidate) => candidate.name === name);
  if (!action) throw new Error(`no ${name}`);
  return action;
};
