// A chart of medians as SVG: a bar each, a thin line to where nine of ten runs had ended.

export type Bar = { readonly name: string; readonly medianMs: number; readonly p90Ms: number };

const ROW = 24;
const LABELS = 240;
const WIDTH = 560;
const MARGIN = 16;

export function renderChart(bars: readonly Bar[]): string {
  const longest = Math.max(...bars.map(({ p90Ms }) => p90Ms));
  const scale = (ms: number): string => ((ms / longest) * WIDTH).toFixed(1);
  const height = bars.length * ROW + 2 * MARGIN;
  const rows = bars.map(({ name, medianMs, p90Ms }, index) => {
    const y = MARGIN + index * ROW;
    const middle = y + ROW / 2;
    const colour = name.startsWith('lading') ? '#2a6f97' : '#9aa5b1';
    return [
      `<text x="${LABELS - 8}" y="${middle + 4}" text-anchor="end">${escapeText(name)}</text>`,
      `<rect x="${LABELS}" y="${y + 4}" width="${scale(medianMs)}" height="${ROW - 8}" fill="${colour}"/>`,
      `<rect x="${LABELS}" y="${middle - 0.5}" width="${scale(p90Ms)}" height="1" fill="#334e68"/>`,
      `<text x="${LABELS + WIDTH + 8}" y="${middle + 4}">${medianMs.toFixed(2)} ms</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${LABELS + WIDTH + 100}" height="${height}"`,
    '  font-family="sans-serif" font-size="12">',
    '<rect width="100%" height="100%" fill="white"/>',
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
