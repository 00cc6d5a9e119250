import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdvError } from '../../../src/core/errors.ts';
import { isRecord } from '../../../src/core/json.ts';
import { parseXml } from '../../../src/vendors/aliyun/answer/xml.ts';
import { idvErrorOf } from '../../support/aliyun-answers.ts';

const failureOf = (text: string): IdvError => idvErrorOf(() => parseXml(text));

const secret = 'Nguyen-Van-A';

/** True for text, and for a plain object of such values and of lists of them. */
const isXmlValue = (value: unknown): boolean =>
  typeof value === 'string' ||
  (isRecord(value) &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every((member) => (Array.isArray(member) ? member.length > 1 && member.every(isXmlValue) : isXmlValue(member))));

describe('parseXml refuses with exit 23, and without quoting it,', () => {
  const deep = 5_000;
  it.each([
    ['an empty text', ''],
    ['blanks', ' \n '],
    ['text without elements', secret],
    ['text after the root', `<R/>${secret}`],
    ['text between elements', `<R>${secret}<A/></R>`],
    ['a cut in a tag', `<R><${secret}`],
    ['a cut in an attribute', `<R a="${secret}`],
    ['a cut in text', `<R><A>${secret}`],
    ['a cut before the last tag', `<R><A>${secret}</A>`],
    ['a cut comment', `<R/><!-- ${secret}`],
    ['a cut CDATA', `<R><![CDATA[${secret}`],
    ['a cut declaration', `<?xml version="1.0" ${secret}`],
    ['mismatched tags', `<R><A>${secret}</B></R>`],
    ['crossed tags', `<R><A><B>${secret}</A></B></R>`],
    ['a closing tag alone', `</${secret}>`],
    ['a name that is not valid', `<R><1>${secret}</1></R>`],
    ['tags that would close the element that idv puts around the document', `<A/></idv-answer><idv-answer>${secret}`],
    ['a bare ampersand', `<R>${secret} & ${secret}</R>`],
    ['an entity without its end', `<R>&lt ${secret}</R>`],
    ['an entity that is not declared', `<R>&${secret};</R>`],
    ['an entity of HTML', `<R>&nbsp;${secret}</R>`],
    ['a reference to the character 0', `<R>&#0;${secret}</R>`],
    ['a reference to half of a surrogate pair', `<R>&#xD800;${secret}</R>`],
    ['a reference beyond Unicode', `<R>&#x110000;${secret}</R>`],
    ['an empty reference', `<R>&#;${secret}</R>`],
    ['a doctype', `<!DOCTYPE R><R>${secret}</R>`],
    ['a doctype in small letters', `<!doctype R><R>${secret}</R>`],
    ['a doctype after the declaration', `<?xml version="1.0"?><!DOCTYPE R [<!ENTITY a "${secret}">]><R>&a;</R>`],
    ['a doctype that reads a file', `<!DOCTYPE R [<!ENTITY a SYSTEM "file:///etc/${secret}">]><R>&a;</R>`],
    ['a doctype inside the root', `<R><!DOCTYPE R [<!ENTITY a "b">]>${secret}</R>`],
    ['a doctype that declares nothing, hidden between attributes', `<A b="<!--"/><!DOCTYPE R><C d="-->">${secret}</C>`],
    ['a doctype between attributes made to hide it', `<A b="<!--"/><!DOCTYPE R [<!ENTITY a "${secret}">]><C d="-->">&a;</C>`],
    ['an entity declaration without a doctype', `<!ENTITY a "${secret}"><R>&a;</R>`],
    ['a name that could reach a prototype', `<R><__proto__><admin>${secret}</admin></__proto__></R>`],
    ['a constructor', `<R><constructor>${secret}</constructor></R>`],
    ['elements nested 5,000 deep', `${'<A>'.repeat(deep)}${secret}${'</A>'.repeat(deep)}`],
  ])('%s', (_name, text) => {
    const error = failureOf(text);
    expect([error.exitCode, error.code, error.cause]).toEqual([23, 'unreadable-answer', undefined]);
    expect(`${error.message} ${error.hint}`).not.toContain(secret);
  });

  it('a million entities, because of their doctype', () => {
    const layers = Array.from({ length: 6 }, (_, layer) => `<!ENTITY e${layer + 1} "${`&e${layer};`.repeat(10)}">`);
    expect(failureOf(`<!DOCTYPE R [<!ENTITY e0 "lol">${layers.join('')}]><R>&e6;</R>`).message).toContain('DOCTYPE');
    const flat = `<!DOCTYPE R [<!ENTITY e "${'x'.repeat(1000)}">]><R>${'&e;'.repeat(1_000_000)}</R>`;
    expect(failureOf(flat).message).toContain('DOCTYPE');
  });

  it('a document that is cut at any place', () => {
    const text = '<?xml version="1.0"?><R a="1"><A>1 &lt; 2</A><B><![CDATA[x]]></B><!-- c --><C/></R>';
    for (let length = 0; length < text.length; length += 1)
      expect(failureOf(text.slice(0, length)).exitCode, text.slice(0, length)).toBe(23);
  });

  it('any other text that it cannot read; what it reads is text, or named texts', () => {
    const valid = '<R><A>a</A><B><A/><A>b</A></B></R>';
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      '</R>',
      '<R>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?xml ',
      '?>',
      '<!DOCTYPE',
      '&',
      ';',
      '#x',
      '"',
      'a',
      ' ',
    );
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('utf16le')),
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
      // A document with one piece inserted: some of these can be read.
      fc.tuple(pieces, fc.nat(valid.length)).map(([piece, at]) => valid.slice(0, at) + piece + valid.slice(at)),
    );
    let documents = 0;
    fc.assert(
      fc.property(text, (anything) => {
        let document: ReturnType<typeof parseXml>;
        try {
          document = parseXml(anything);
        } catch (error) {
          expect(error instanceof IdvError && error.exitCode).toBe(23);
          return;
        }
        documents += 1;
        expect(anything).toContain(`<${document.root ?? ''}`);
        expect(isXmlValue(document.value)).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(documents).toBeGreaterThan(0);
  });
});
