import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../../src/vendors/aliyun/answer/xml.ts';

describe('parseXml reads a sample of the vendor', () => {
  it('of a success, with declaration, comments and line breaks', () => {
    const sample = [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<!--Root node of the result-->',
      '<DescribeRegionsResponse>',
      '  <!--Request tag-->',
      '  <RequestId>4C467B38-3910-447D-87BC-AC049166F216</RequestId>',
      '</DescribeRegionsResponse>',
      '',
    ].join('\n');
    expect(parseXml(sample)).toEqual({ root: 'DescribeRegionsResponse', value: { RequestId: '4C467B38-3910-447D-87BC-AC049166F216' } });
  });

  it('of an error in one line', () => {
    const sample =
      '<?xml version="1.0" encoding="UTF-8"?> <Error> <RequestId>8906582E</RequestId> <HostId>videoenhan.cn-shanghai.aliyuncs.com</HostId> <Code>UnsupportedOperation</Code> <Message>The specified action is not supported.</Message> </Error>';
    expect(parseXml(sample)).toEqual({
      root: 'Error',
      value: {
        RequestId: '8906582E',
        HostId: 'videoenhan.cn-shanghai.aliyuncs.com',
        Code: 'UnsupportedOperation',
        Message: 'The specified action is not supported.',
      },
    });
  });

  it('without its root element', () => {
    expect(parseXml('<RequestId>D6C2</RequestId>\n<Data><Confidence>85.5</Confidence></Data>')).toEqual({
      root: undefined,
      value: { RequestId: 'D6C2', Data: { Confidence: '85.5' } },
    });
  });
});

describe('text in XML', () => {
  it.each(['00840000', '85', '85.0', '1e3', '0x10', '-0', 'true', 'false', 'null', ' ', '  a  b\t', '\n', '名🙂'])(
    'stays as it is: %j',
    (text) => {
      expect(parseXml(`<R><V>${text}</V></R>`)).toEqual({ root: 'R', value: { V: text } });
    },
  );

  it('is empty for an empty element in every notation', () => {
    expect(parseXml('<R><A/><B></B><C /></R>').value).toEqual({ A: '', B: '', C: '' });
  });

  it('has the five entities and numeric references decoded, once', () => {
    expect(parseXml('<R>&lt;&gt;&amp;&quot;&apos;&#65;&#x41;&#x1f642;&#0065;&amp;lt;</R>').value).toBe('<>&"\'AA🙂A&lt;');
  });

  it('stays as it is in CDATA, also if it contains a doctype', () => {
    expect(parseXml('<R>a<![CDATA[ <b> &lt; <!DOCTYPE x> ]]>c</R>').value).toBe('a <b> &lt; <!DOCTYPE x> c');
    expect(parseXml('<R><![CDATA[]]></R>').value).toBe('');
  });

  it('is joined around a comment and a processing instruction', () => {
    expect(parseXml('<R>a<!-- <!DOCTYPE x> -->b<?pi 1?>c</R>').value).toBe('abc');
  });
});

describe('elements in XML', () => {
  it('become a list if they occur more than once, wherever they are', () => {
    expect(parseXml('<R><T>61</T><U>1</U><T>69</T><T>75</T></R>').value).toEqual({ T: ['61', '69', '75'], U: '1' });
  });

  it('become a list of one if they are declared as a list, except for the root', () => {
    const arrays = new Set(['T', 'R']);
    expect(parseXml('<R><T>61</T><U><T/></U></R>', arrays)).toEqual({ root: 'R', value: { T: ['61'], U: { T: [''] } } });
    expect(parseXml('<T>61</T><U/>', arrays)).toEqual({ root: undefined, value: { T: ['61'], U: '' } });
  });

  it('lose their attributes', () => {
    expect(parseXml('<R xmlns="urn:x" a="1 > 0"><V b=\'"\'>1</V><W c="2"/></R>')).toEqual({ root: 'R', value: { V: '1', W: '' } });
  });

  it('keep names that every object inherits', () => {
    const { value } = parseXml('<R><toString>1</toString><hasOwnProperty>2</hasOwnProperty><valueOf/></R>');
    expect(Object.entries(value)).toEqual([
      ['toString', '1'],
      ['hasOwnProperty', '2'],
      ['valueOf', ''],
    ]);
  });
});

describe('before the root, parseXml accepts', () => {
  it.each([
    ['a byte order mark', '\uFEFF<R/>'],
    ['a byte order mark and a declaration', '\uFEFF<?xml version="1.0" encoding="UTF-8"?><R/>'],
    ['a declaration of XML 1.1', '<?xml version="1.1"?>\r\n<R/>'],
    ['blank lines', '\n\n<R/>\n'],
    ['an instruction', '<?xml-stylesheet href="a.xsl"?><R/>'],
  ])('%s', (_name, text) => expect(parseXml(text)).toEqual({ root: 'R', value: '' }));
});
