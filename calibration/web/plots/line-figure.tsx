import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Figure } from '../components/figure.js';
import type { Hover } from './hover-card.js';
import { LinePlot } from './line-plot.js';
import { plotCsv } from './plot-csv.js';
import { keyOf, type LinePlotModel } from './plot-model.js';
import { plotSvg } from './plot-svg.js';

interface LineFigureProps {
  readonly id: string;
  readonly model: LinePlotModel;
  readonly caption?: ComponentChildren;
  readonly height?: number;
  readonly syncKey?: string;
  readonly hidden?: Signal<readonly string[]>;
  readonly onPick?: (hover: Hover) => void;
  readonly actions?: ComponentChildren;
}

/** A {@link LinePlot} with its title and files; the drawing has the series that are shown, the table all of them. */
export function LineFigure({ id, model, caption, height, syncKey, hidden: given, onPick, actions }: LineFigureProps) {
  const own = useSignal<readonly string[]>(model.series.filter((each) => each.hidden === true).map(keyOf));
  const hidden = given ?? own;
  return (
    <Figure
      id={id}
      title={model.title}
      {...(caption === undefined ? {} : { caption })}
      {...(height === undefined ? {} : { height })}
      {...(actions === undefined ? {} : { actions })}
      files={{ svg: () => plotSvg(model, undefined, hidden.value), csv: () => plotCsv(model) }}
      draw={(high) => (
        <LinePlot
          model={model}
          height={high}
          hidden={hidden}
          {...(syncKey === undefined ? {} : { syncKey })}
          {...(onPick === undefined ? {} : { onPick })}
        />
      )}
    />
  );
}
