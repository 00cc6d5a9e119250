import { describe, expect, it } from 'vitest';
import { traceText } from '../../../src/app/call/trace.ts';
import { mediaNote } from '../../../src/core/http.ts';
import type { Plan, SignedCall } from '../../../src/vendors/vendor.ts';

describe('traceText', () => {
  const photo = { bytes: Buffer.from('photo'), mediaType: 'image/jpeg' };
  const headers = {
    Authorization: 'TC3 Credential=AKIDz8krbsJ5yKBZQ/2026-01-02/x, Signature=abc',
    'X-TC-Token': 'session',
    Host: 'example.com',
  };
  const request = { method: 'POST' as const, url: 'https://example.com/?secret=1', headers, body: Buffer.from('body') };
  const nested = { Tasks: [{ Url: 'private' }, { Face: photo }], Config: { Name: 'private', Inner: { Face: photo } }, List: ['private'] };
  const plan = { values: { Photo: photo, Name: '<private name>', ...nested } } as unknown as Plan;
  const plainly = (text: string): string => text;
  const text = traceText(plan, { request } as unknown as SignedCall, undefined, plainly);

  it('shows media as notes, and no other value, whatever the value begins with', () => {
    expect(text).toContain(`> Photo ${mediaNote(photo)}\n`);
    expect(text).toContain('> Name …\n');
    expect(text).not.toContain('private');
  });

  it('shows media in lists and objects with their paths, and no other value', () => {
    expect(text).toContain(
      `> Tasks …\n> Tasks.2.Face ${mediaNote(photo)}\n> Config …\n> Config.Inner.Face ${mediaNote(photo)}\n> List …\n`,
    );
  });

  it("removes values that were sent from the names and values of the answer's headers", () => {
    const received = { 'x-a-key': 'a-secret', location: 'https://example.com/?key=a-secret', 'content-length': '2' };
    const response = { status: 302, headers: received, body: Buffer.from('{}') };
    const shown = traceText(plan, { request } as unknown as SignedCall, response, (line) => line.replaceAll('a-secret', '•'));
    expect(shown).toContain('< x-a-key: •\n< location: https://example.com/?key=•\n< content-length: 2\n< (2 bytes)\n');
  });

  it('masks the signature and the session token, and leaves out the query', () => {
    expect(text).toContain('Credential=AKID…KBZQ/2026-01-02/x');
    expect(text).toContain('Signature=<masked>\n');
    expect(text).toContain('X-TC-Token: <masked>\n');
    expect(text).not.toMatch(/abc|session|secret/);
  });
});
