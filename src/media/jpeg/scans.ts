import { u8, u16be } from '../facts.ts';
import { BlockReader, CoefficientSet, type HuffmanTable } from './blocks.ts';

/** A header that decoding needs. The coded data of a scan starts at `end`. */
export interface JpegPart {
  kind: 'frame' | 'tables' | 'restart' | 'scan';
  marker: number;
  start: number;
  end: number;
}

/** Longer coded data is not read: no service accepts as much. */
const maxScanBytes = 4 * 2 ** 20;

/** 64 megapixels. The coded data of a larger picture is not read. */
const maxUnits = 1_000_000;

/** The most components that one scan may interleave. A frame may have more, but no photo does. */
const maxComponents = 4;

interface Component {
  id: number;
  across: number;
  down: number;
  /** For each coefficient, the lowest bit that a scan gave so far; -1 before the first scan. */
  lowestBit: number[];
}

interface Scan {
  components: { component: Component; dc: HuffmanTable | undefined; ac: HuffmanTable | undefined }[];
  first: number;
  last: number;
  isRefinement: boolean;
  dataAt: number;
  restart: number;
}

/**
 * True if a JPEG without an end marker lacks nothing else: its scans give all bits of every coefficient of every component, and the coded
 * data of the last scan reaches the last block (ITU T.81, annexes F and G). Only for Huffman coding.
 */
export function holdsAllScans(bytes: Buffer, parts: readonly JpegPart[]): boolean {
  const frame = parts.find(({ kind }) => kind === 'frame');
  if (!frame) return false;
  const components = readComponents(bytes, frame.start);
  if (components.length > maxComponents) return false;
  const scans = readScans(bytes, parts, components);
  const last = scans.at(-1);
  const isCovered = components.every(({ lowestBit }) => lowestBit.every((bit) => bit === 0));
  if (!last || !isCovered || last.components.length === 0) return false;
  const units = countUnits(last, components, { width: u16be(bytes, frame.start + 3), height: u16be(bytes, frame.start + 1) });
  const needed = scansFor(last, scans);
  if (units > maxUnits || bytes.length - (needed[0]?.dataAt ?? 0) > maxScanBytes) return false;
  const history = needed.length > 1 ? { history: new CoefficientSet(units) } : {};
  return needed.every((scan) => {
    const coded = { ...scan, blocks: blocksOf(scan), isProgressive: frame.marker === 0xc2, ...history };
    return new BlockReader(bytes, scan.dataAt, coded).reachEnd(units, scan.restart);
  });
}

/** A scan that refines has a bit for each coefficient that an earlier scan made, so all those earlier scans must be read first. */
function scansFor(last: Scan, scans: readonly Scan[]): readonly Scan[] {
  if (!last.isRefinement || last.first === 0) return [last];
  const [own] = last.components;
  return scans.filter(({ first, components }) => first > 0 && components[0]?.component === own?.component);
}

function readScans(bytes: Buffer, parts: readonly JpegPart[], components: readonly Component[]): Scan[] {
  const tables = new Map<number, HuffmanTable>();
  const scans: Scan[] = [];
  let restart = 0;
  for (const { kind, start, end } of parts) {
    if (kind === 'tables') readTables(bytes, start, end, tables);
    if (kind === 'restart') restart = u16be(bytes, start);
    if (kind === 'scan') scans.push({ ...readScan(bytes, start, components, tables), dataAt: end, restart });
  }
  return scans;
}

function readComponents(bytes: Buffer, frame: number): Component[] {
  return Array.from({ length: u8(bytes, frame + 5) }, (_, index) => {
    const at = frame + 6 + index * 3;
    const sampling = u8(bytes, at + 1);
    return { id: u8(bytes, at), across: sampling >> 4, down: sampling & 15, lowestBit: new Array<number>(64).fill(-1) };
  });
}

function readTables(bytes: Buffer, start: number, end: number, tables: Map<number, HuffmanTable>): void {
  for (let at = start; at + 17 <= Math.min(end, bytes.length); ) {
    const counts = bytes.subarray(at + 1, at + 17);
    const length = counts.reduce((sum, count) => sum + count, 0);
    tables.set(u8(bytes, at), { counts, symbols: bytes.subarray(at + 17, at + 17 + length) });
    at += 17 + length;
  }
}

/** Reads the header of a scan, and notes in its components which bits the scan gives. */
function readScan(bytes: Buffer, start: number, frame: readonly Component[], tables: ReadonlyMap<number, HuffmanTable>) {
  const count = Math.min(maxComponents, u8(bytes, start));
  const at = start + 1 + count * 2;
  const [first, last, bits] = [u8(bytes, at), Math.min(63, u8(bytes, at + 1)), u8(bytes, at + 2)];
  const components = Array.from({ length: count }, (_, index) => {
    const component = frame.find(({ id }) => id === u8(bytes, start + 1 + index * 2));
    const selector = u8(bytes, start + 2 + index * 2);
    return component && { component, dc: tables.get(selector >> 4), ac: tables.get(0x10 | (selector & 15)) };
  }).filter((one) => one !== undefined);
  for (const { component } of components) component.lowestBit.fill(bits & 15, first, last + 1);
  return { components, first, last, isRefinement: bits >> 4 > 0 };
}

/** The blocks of one unit of a scan, each with the tables of its component. */
const blocksOf = ({ components }: Scan): { dc: HuffmanTable | undefined; ac: HuffmanTable | undefined }[] =>
  components.flatMap(({ component, dc, ac }) =>
    Array.from({ length: components.length > 1 ? component.across * component.down : 1 }, () => ({ dc, ac })),
  );

/** In a scan of one component, a unit is one block. In a scan of several, the sampling says how many blocks a unit has. */
function countUnits({ components }: Scan, frame: readonly Component[], size: { width: number; height: number }): number {
  const across = Math.max(...frame.map((component) => component.across));
  const down = Math.max(...frame.map((component) => component.down));
  const [only] = components;
  if (components.length > 1 || !only) return Math.ceil(size.width / (8 * across)) * Math.ceil(size.height / (8 * down));
  const blocks = (length: number, own: number, most: number): number => Math.ceil(Math.ceil((length * own) / most) / 8);
  return blocks(size.width, only.component.across, across) * blocks(size.height, only.component.down, down);
}
