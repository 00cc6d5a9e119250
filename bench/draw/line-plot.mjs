// A plot of measured points as SVG text, readable on a light page and on a dark one.
import { scaleLinear } from 'd3-scale';

const [width, height] = [420, 260];
const margin = { top: 34, right: 16, bottom: 44, left: 56 };

const style = `<style>
text { font: 12px sans-serif; fill: #333 } .title { font-weight: bold } .axis { stroke: #8888; fill: none }
.s0 { stroke: #0b62c4; fill: #0b62c4 } .s1 { stroke: #b3560b; fill: #b3560b } path { stroke-width: 2 } path.s0, path.s1 { fill: none }
.back { fill: #fff } text.s0, text.s1 { stroke: none }
@media (prefers-color-scheme: dark) {
  .back { fill: #16191d } text { fill: #ddd }
  .s0 { stroke: #6db3ff; fill: #6db3ff } .s1 { stroke: #ffab66; fill: #ffab66 } path.s0, path.s1 { fill: none } text.s0, text.s1 { stroke: none }
}
</style>`;

const round = (value) => Number(value.toFixed(1));

/** The straight line through the points. `explained` is the share of the variance that the line explains: 1 if all points are on it. */
export function straightLine(points) {
  const mean = (values) => values.reduce((total, value) => total + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const spreadX = points.reduce((total, [x]) => total + (x - meanX) ** 2, 0);
  const spreadY = points.reduce((total, [, y]) => total + (y - meanY) ** 2, 0);
  const both = points.reduce((total, [x, y]) => total + (x - meanX) * (y - meanY), 0);
  const slope = both / spreadX;
  return { slope, start: meanY - slope * meanX, explained: both ** 2 / (spreadX * spreadY) };
}

function axesOf({ title, xName, yName }, x, y) {
  const [left, bottom] = [margin.left, height - margin.bottom];
  const xTicks = x.ticks(5).map((tick) => `<text x="${round(x(tick))}" y="${bottom + 16}" text-anchor="middle">${tick}</text>`);
  const yTicks = y.ticks(5).map((tick) => `<text x="${left - 6}" y="${round(y(tick)) + 4}" text-anchor="end">${tick}</text>`);
  const lines = y
    .ticks(5)
    .map((tick) => `<path class="axis" style="stroke-width:.5" d="M${left} ${round(y(tick))}H${width - margin.right}"/>`);
  return [
    `<text class="title" x="${left}" y="18">${title}</text>`,
    `<path class="axis" d="M${left} ${margin.top}V${bottom}H${width - margin.right}"/>`,
    `<text x="${(left + width) / 2}" y="${height - 8}" text-anchor="middle">${xName}</text>`,
    `<text transform="translate(14 ${(margin.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${yName}</text>`,
    ...lines,
    ...xTicks,
    ...yTicks,
  ];
}

function panel(wanted) {
  const points = wanted.series.flatMap((each) => each.points);
  const most = (index) => Math.max(...points.map((point) => point[index]));
  const x = scaleLinear([0, most(0)], [margin.left, width - margin.right]).nice();
  const y = scaleLinear([0, most(1)], [height - margin.bottom, margin.top]).nice();
  const drawn = wanted.series.flatMap((series, index) => {
    const at = series.points.map(([across, up]) => [round(x(across)), round(y(up))]);
    return [
      `<path class="s${index}" d="M${at.map((point) => point.join(' ')).join('L')}"/>`,
      ...at.map(([cx, cy]) => `<circle class="s${index}" cx="${cx}" cy="${cy}" r="3"/>`),
      `<text class="s${index}" x="${margin.left + 10}" y="${margin.top + 14 + 16 * index}">${series.name}</text>`,
    ];
  });
  return [...axesOf(wanted, x, y), ...drawn];
}

/** Panels next to each other, each `{title, xName, yName, series: [{name, points: [[x, y]]}]}` with at most two series. */
export function linePlot(panels) {
  const drawn = panels.flatMap((each, index) => [`<g transform="translate(${index * width} 0)">`, ...panel(each), '</g>']);
  const size = `${panels.length * width} ${height}`;
  const title = panels.map((each) => each.title).join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" role="img" aria-label="${title}">\n${style}\n<rect class="back" width="100%" height="100%"/>\n${drawn.join('\n')}\n</svg>\n`;
}
