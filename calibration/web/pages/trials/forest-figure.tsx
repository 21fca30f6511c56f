import { useSignal } from '@preact/signals';
import { toCsv } from '../../../browser.js';
import { Figure } from '../../components/figure.js';
import { Drawing } from '../../plots/drawing.js';
import { forestRows, forestSvg } from './forest-svg.js';
import { type ForestLine, type ForestView, forestAlt, forestTable } from './forest-view.js';

/** Width of the stored drawing; px. */
const FILE_WIDTH = 920;

interface ForestFigureProps {
  readonly view: ForestView;
  /** Name of its files. */
  readonly id: string;
  readonly title: string;
  readonly onExclude: (line: ForestLine) => void;
}

/** A forest plot with its files, and a box beside each trial that takes it in or out. */
export function ForestFigure({ view, id, title, onExclude }: ForestFigureProps) {
  const table = forestTable(view);
  return (
    <Figure
      id={id}
      title={title}
      files={{ svg: () => forestSvg(view, FILE_WIDTH), csv: () => toCsv(table.columns, table.rows) }}
      draw={() => <CheckedForest view={view} onExclude={onExclude} />}
    />
  );
}

function CheckedForest({ view, onExclude }: Pick<ForestFigureProps, 'view' | 'onExclude'>) {
  const width = useSignal(FILE_WIDTH);
  const { head, rowHeight } = forestRows(width.value);
  return (
    <div class="forest">
      <div class="forest-checks" style={{ paddingTop: `${head}px` }}>
        {view.lines
          .filter(({ kind }) => kind === 'trial')
          .map((line) => (
            <label key={line.label} class="forest-check" style={{ height: `${rowHeight}px` }} title={boxHint(line)}>
              <input
                type="checkbox"
                checked={!line.isExcluded}
                disabled={line.isPart}
                onChange={() => onExclude(line)}
              />
              <span class="only-read">{line.label} is pooled</span>
            </label>
          ))}
      </div>
      <Drawing
        label={forestAlt(view)}
        draw={(wide) => {
          // The boxes stand in the rows of the drawing
          if (wide !== width.peek()) queueMicrotask(() => (width.value = wide));
          return forestSvg(view, wide);
        }}
      />
    </div>
  );
}

function boxHint({ isPart, isExcluded }: ForestLine): string {
  if (isPart) return 'Part of another trial: shown, not pooled';
  return isExcluded ? 'Take the trial in again' : 'Exclude the trial';
}
