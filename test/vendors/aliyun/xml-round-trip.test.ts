import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml, type XmlValue } from '../../../src/vendors/aliyun/answer/xml.ts';
import { idvErrorOf } from '../../support/aliyun-answers.ts';

const name = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,9}$/)
  .filter((word) => !['constructor', 'prototype', '__proto__'].includes(word));

/** A tree as a value, and the same tree as XML. */
interface Written {
  value: XmlValue;
  xml: string;
}

const characters = ['a', '0', ' ', '\t', '\n', '<', '>', '&', '"', "'", ';', '#', ']', 'é', '名', '🙂'];
const text = fc.string({ unit: fc.constantFrom(...characters), maxLength: 15 });

const named: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' };
const numeric = (value: string): string => [...value].map((char) => `&#${char.codePointAt(0)};`).join('');
const hex = (value: string): string => [...value].map((char) => `&#x${char.codePointAt(0)?.toString(16)};`).join('');
const cdata = (value: string): string => `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const leaf: fc.Arbitrary<Written> = fc.oneof(
  text.map((value) => ({ value, xml: value.replace(/[<>&"']/g, (char) => named[char] ?? char) })),
  text.map((value) => ({ value, xml: cdata(value) })),
  text.map((value) => ({ value: `${value}\r`, xml: numeric(`${value}\r`) })),
  text.map((value) => ({ value, xml: `${hex(value)}<!-- ${value.replaceAll('-', '')} -->` })),
);

interface Member {
  name: string;
  entries: Written[];
  /** What is between elements. An answer has no text there. */
  gap: string;
}

function written(members: Member[]): Written {
  const xmlOf = ({ name, entries, gap }: Member): string => entries.map(({ xml }) => `${gap}<${name}>${xml}</${name}>${gap}`).join('');
  const contentOf = ({ entries: [first, ...others] }: Member): XmlValue | XmlValue[] =>
    first && others.length === 0 ? first.value : [first, ...others].flatMap((entry) => (entry ? [entry.value] : []));
  return {
    value: Object.fromEntries(members.map((member) => [member.name, contentOf(member)])) as XmlValue,
    xml: members.map(xmlOf).join(''),
  };
}

const { tree } = fc.letrec<{ tree: Written }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .uniqueArray(
        fc.record({
          name,
          entries: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
          gap: fc.constantFrom('', ' ', '\n  ', '<!-- & -->'),
        }),
        { minLength: 1, maxLength: 4, selector: (member) => member.name },
      )
      .map(written),
  ),
}));

describe('a random XML tree', () => {
  it('is read as it was written, with entities, references and CDATA', () => {
    fc.assert(
      fc.property(name, tree, fc.constantFrom('', '\uFEFF', '<?xml version="1.0" encoding="utf-8"?>\n'), (root, { value, xml }, prolog) => {
        expect(parseXml(`${prolog}<${root}>${xml}</${root}>`)).toEqual({ root, value });
      }),
      { numRuns: 300 },
    );
  });

  it('is refused if it is cut anywhere', () => {
    fc.assert(
      fc.property(name, tree, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (root, { xml }, part) => {
        const whole = `<${root}>${xml}</${root}>`;
        expect(idvErrorOf(() => parseXml(whole.slice(0, Math.floor(whole.length * part)))).exitCode).toBe(23);
      }),
      { numRuns: 150 },
    );
  });
});
