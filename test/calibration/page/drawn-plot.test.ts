import { describe, expect, it } from 'vitest';
import {
  type DrawnFigure,
  drawnFigure,
  type FigureLayout,
  type ReceivedFigure,
  ROLE_COLOUR,
} from '../../../calibration/page/drawn-plot.js';
import { palette } from '../../../calibration/page/theme.js';

const [blue, brown] = [palette['series-1'], palette['series-2']];
const figure = (width: (layout: FigureLayout) => number, fontSize = 11): DrawnFigure => ({
  id: 'shares',
  title: 'Shares',
  alt: 'A is "1"',
  key: [
    { shape: 'fill', colour: blue, label: 'A' },
    { shape: 'line', colour: brown, label: 'B' },
    { shape: 'dashes', colour: brown, label: 'B, before' },
    { shape: 'dashes', colour: ROLE_COLOUR, label: 'target' },
  ],
  caption: 'All.',
  draw: (layout) => ({
    width: width(layout),
    height: 20,
    data: { values: [{ share: 1 }] },
    mark: { type: 'bar', color: blue },
    encoding: { x: { field: 'share', type: 'quantitative', axis: { title: 'Share (%)', labelFontSize: fontSize } } },
  }),
});

async function drawn(...[width, fontSize]: Parameters<typeof figure>) {
  const [warnings, figures]: [string[], ReceivedFigure[]] = [[], []];
  const receiver = {
    onWarning: (message: string) => warnings.push(message),
    onFigure: (received: ReceivedFigure) => figures.push(received),
  };
  return { ...(await drawnFigure(figure(width, fontSize), receiver)), warnings, figures };
}

describe('drawnFigure', () => {
  it('draws wide and narrow, each with the text alternative, and hands out the table behind it', async () => {
    const { markup, warnings, figures } = await drawn(({ width }) => width - 40);
    expect(markup.match(/<svg class="chart [a-z]+" role="img" aria-label="[^"]*"/g)).toEqual([
      '<svg class="chart wide" role="img" aria-label="A is &quot;1&quot;"',
      '<svg class="chart narrow" role="img" aria-label="A is &quot;1&quot;"',
    ]);
    expect(warnings).toEqual([]);
    expect(figures).toEqual([{ id: 'shares', title: 'Shares', table: { columns: ['Share (%)'], rows: [[1]] } }]);
  });

  it('an entry of the key and the marks of its colour carry its number; shared colours and roles have none', async () => {
    const { markup } = await drawn(() => 100);
    expect(markup.match(/<li(?: [^>]*)?>/g)).toEqual(['<li data-series="1">', '<li>', '<li>', '<li>']);
    expect(markup.match(/<path[^>]* data-series="1"/g)).toHaveLength(2);
  });

  it('a drawing wider than its layout and a text that cannot be read are warned of', async () => {
    const wide = await drawn(() => 500);
    expect(wide.warnings).toEqual([
      expect.stringMatching(/^figure shares, narrow: must be at most 342 px wide; got 5\d\d$/),
    ]);
    const small = await drawn(() => 100, 9);
    expect(small.warnings).toEqual(
      ['wide', 'narrow'].map((look) => `figure shares, ${look}: texts must have at least 10 px; got 9`),
    );
  });
});
