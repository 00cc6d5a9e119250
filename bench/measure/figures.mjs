// Figures of pairs of measurements, goals, and tables: no I/O.

/** The middle value or, if the count is even, the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of each measurement to its own base. A machine that slows down slows both of a pair. */
export const ratioOf = (pairs) => median(pairs.map(({ base, measured }) => measured / base));

/** `met`, or by how much of the goal it is missed. `least` is for what should be large, `most` for what should be small. */
export function goalText(value, { most, least }) {
  if (most === undefined && least === undefined) return '';
  const excess = most === undefined ? (least - value) / least : (value - most) / most;
  return excess <= 0 ? 'met' : `missed by ${Math.ceil(excess * 100)} %`;
}

/** The goal as a table shows it. */
export const shownGoal = ({ most, least }, unit = '') =>
  most === undefined ? (least === undefined ? '' : `≥ ${least}${unit}`) : `≤ ${most}${unit}`;

/** Lines of a Markdown table. The first column is aligned left, the others right. Cells are padded, so that the text is readable too. */
export function tableOf(head, rows) {
  const widths = head.map((name, column) => Math.max(3, ...[name, ...rows.map((row) => row[column])].map((cell) => cell.length)));
  const line = (cells) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)];
}
