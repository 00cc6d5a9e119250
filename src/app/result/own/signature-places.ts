import { exitCodeOfCategory } from '../../../core/exit.ts';
import { knownMistakes } from '../../sign/known-mistakes.ts';
import type { CodePlace } from '../code-places.ts';
import { ownVendor } from './own-places.ts';

/** The causes that `idv sign diff` and `idv sign check` name; `member` is their place in the JSON. */
export const signaturePlaces = (): CodePlace[] =>
  knownMistakes().map(({ id, cause, fix }) => ({
    vendor: ownVendor,
    code: id,
    member: 'cause.id',
    codeMeaning: {
      meaning: cause,
      category: 'check',
      exitCode: exitCodeOfCategory('check'),
      actor: 'you',
      retry: 'fixed',
      billed: null,
      hint: fix,
    },
  }));
